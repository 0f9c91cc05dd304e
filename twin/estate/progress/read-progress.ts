import { z } from 'zod'
import { reportFaults } from '../../analysis/build-out/report-faults.ts'
import { DiagnosedError, problemsText } from '../../kit/diagnosed-error.ts'
import { readYaml, type YamlSource } from '../../kit/yaml-source.ts'
import { type Day, dayAfter } from '../../model/day.ts'
import type { WrittenEntry } from '../../model/programme-book.ts'
import { readWork } from '../../model/work-amount.ts'
import { id, reportFields } from '../programme/programme-schema.ts'
import { text } from '../schema/common.ts'
import { record } from '../schema/record.ts'

const MOST_ENTRIES = 100_000

const instant = z.iso.datetime({ error: 'an instant: 2026-11-26T09:12:00Z' })

const entry = record({
  id,
  ...reportFields,
  entered: instant.describe('When it was entered.'),
  withdrawn: record({ by: text, at: instant })
    .optional()
    .describe('Who took it back, and when: it counts no more, and can still be read.'),
})

/** A file of progress that was entered. */
const progressFile = record({
  version: z.literal(1),
  progress: z.array(entry).max(MOST_ENTRIES).nullable().default([]),
})

/**
 * What a file of progress says, held to itself. Whether its activities are in the programme is not asked: that file changes too.
 * @throws DiagnosedError with every problem of the file, by line
 */
export function readProgress(bytes: Uint8Array, file: string): readonly WrittenEntry[] {
  const reading = readYaml(bytes, file)
  if ('diagnostics' in reading) throw wrongProgress(file, reading.diagnostics)
  const checked = reading.source.checkWith(progressFile)
  if ('diagnostics' in checked) throw wrongProgress(file, checked.diagnostics)
  const entries = checked.value.progress ?? []
  const diagnostics = faultsIn(entries, reading.source)
  if (diagnostics.length > 0) throw wrongProgress(file, diagnostics)
  return entries
}

function faultsIn(entries: readonly WrittenEntry[], source: YamlSource) {
  const seen = new Set<string>()
  return entries.flatMap(({ entered, id: own, remaining, ...said }, place) => {
    const path = ['progress', place]
    const isTwice = seen.has(own)
    seen.add(own)
    const isWorkLeft = remaining !== undefined && readWork(remaining)?.amount !== 0
    // At the site it may be a day later than by the clock of UTC.
    const last = dayAfter(entered.slice(0, 10) as Day)
    return [
      ...(isTwice
        ? [
            source.diagnostic([...path, 'id'], 'is the id of another one above', {
              found: own,
              allowed: 'an id of its own',
            }),
          ]
        : []),
      ...reportFaults({ ...said, isWorkLeft }, { day: last, name: 'the day on which it was entered' }).map(
        ({ allowed, field, found, message }) => source.diagnostic([...path, field], message, { found, allowed }),
      ),
    ]
  })
}

function wrongProgress(file: string, diagnostics: DiagnosedError['diagnostics']): DiagnosedError {
  return new DiagnosedError(problemsText(`The progress in ${file} has`, diagnostics), diagnostics)
}
