import { z } from 'zod'
import { DiagnosedError, problemsText } from '../../kit/diagnosed-error.ts'
import { readYaml } from '../../kit/yaml-source.ts'
import { readWork } from '../../model/work-amount.ts'
import { day, id } from '../programme/programme-schema.ts'
import { spelled } from '../programme/spelled.ts'
import { text } from '../schema/common.ts'
import { record } from '../schema/record.ts'

const MOST_SCENARIOS = 500
const MOST_DELAYS = 100

const work = spelled(
  (given) => readWork(given) !== undefined,
  'is no work',
  'days or weeks of its calendar, or hours: 6 w, 10 d, -16 h; less than nothing is faster',
)

const scenario = record({
  id,
  name: text.max(100),
  by: text.describe('Who supposes it.'),
  made: day.describe('When.'),
  note: z.string().min(1).max(2_000).optional(),
  delays: z
    .record(id, work)
    .describe('Work on top of activities, by id.')
    .refine((delays) => Object.keys(delays).length >= 1 && Object.keys(delays).length <= MOST_DELAYS, {
      error: `one activity or more, up to ${MOST_DELAYS}`,
    }),
})

/** A file of what is supposed. */
const scenariosFile = record({
  version: z.literal(1),
  scenarios: z.array(scenario).max(MOST_SCENARIOS).nullable().default([]),
}).superRefine(({ scenarios }, context) => {
  const seen = new Set<string>()
  for (const [place, { id: own }] of (scenarios ?? []).entries()) {
    if (seen.has(own))
      context.addIssue({
        ...{ code: 'custom', path: ['scenarios', place, 'id'], message: 'is the id of another one above' },
        params: { found: own, allowed: 'an id of its own' },
      })
    seen.add(own)
  }
})

/** A scenario as its file has it: delays are texts, since only a programme knows how long its weeks are. */
export type WrittenScenario = z.output<typeof scenario>

/** @throws DiagnosedError with every problem of the file, by line */
export function readScenarios(bytes: Uint8Array, file: string): readonly WrittenScenario[] {
  const reading = readYaml(bytes, file)
  const checked = 'diagnostics' in reading ? reading : reading.source.checkWith(scenariosFile)
  if ('diagnostics' in checked)
    throw new DiagnosedError(problemsText(`The scenarios in ${file} have`, checked.diagnostics), checked.diagnostics)
  return checked.value.scenarios ?? []
}
