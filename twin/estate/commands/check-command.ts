import { join } from 'node:path'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import { diagnosticsDocument } from '../../kit/diagnostic.ts'
import { EstateError } from '../errors.ts'
import { IDS_FILE } from '../ids/ids-file.ts'
import { replaceFile } from '../ids/replace-file.ts'
import { type LoadedEstate, loadEstate } from '../load-estate.ts'
import { lineDiff } from '../migrate/line-diff.ts'
import { folderArgument } from './folder-argument.ts'

export const checkCommand: Command = {
  name: 'estate check',
  summary: 'say everything that is wrong with an estate, by file and line; the shipped one where no folder is given',
  arguments: [{ name: '[dir]', description: 'folder of the estate files' }],
  options: [
    { flags: '--write-ids', description: `keep the indexes of new things in ${IDS_FILE}` },
    { flags: '--migrate', description: 'write files of an older version as the present one' },
  ],
  examples: ['oblak estate check', 'oblak estate check my-estate --write-ids', 'oblak estate check my-estate --json'],
  run: check,
}

async function check({ args, options, json, io }: CommandCall): Promise<ExitStatus> {
  const folder = folderArgument(args[0], io.workingFolder)
  try {
    const loaded = await loadEstate(folder, { writeIds: options.writeIds === true })
    if (options.migrate === true) {
      for (const { file, after } of loaded.migrations) await replaceFile(join(loaded.folder, file), after)
    }
    if (json) io.out(JSON.stringify(documentOf(loaded, options.migrate === true)))
    else {
      io.out(summary(loaded))
      for (const line of remarks(loaded, options.migrate === true)) io.message(line)
    }
    const unwritten = options.writeIds === true ? loaded.ids.reason : undefined
    if (unwritten !== undefined) io.message(`oblak: ${unwritten}`)
    return unwritten === undefined ? 0 : 1
  } catch (error) {
    if (!(error instanceof EstateError)) throw error
    if (json) io.out(JSON.stringify({ ok: false, ...diagnosticsDocument(error.diagnostics) }))
    if (!json || error.code === 'missing') io.message(error.message)
    return error.code === 'missing' ? 2 : 1
  }
}

function documentOf({ estate, folder, ids, migrations }: LoadedEstate, isMigrated: boolean) {
  return {
    ok: true,
    name: estate.name,
    folder,
    version: estate.version,
    things: Object.fromEntries(estate.countByKind()),
    ids,
    migrations: migrations.map(({ file, before, after }) => ({ file, diff: lineDiff(file, before, after) })),
    migrated: isMigrated,
    problems: [],
  }
}

function summary({ estate, folder }: LoadedEstate): string {
  const counts = [...estate.countByKind()].sort(([, a], [, b]) => b - a)
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  if (total === 0) {
    return (
      `${estate.name} (${folder}) describes nothing: none of its files has anything below things:. ` +
      '`oblak estate generate` writes an estate to begin with.'
    )
  }
  const width = Math.max(...counts.map(([, count]) => count.toLocaleString('en').length), 1)
  return [
    `${estate.name} (${folder}) is in order: ${total.toLocaleString('en')} things.`,
    ...counts.map(([kind, count]) => `  ${count.toLocaleString('en').padStart(width)}  ${kind}`),
  ].join('\n')
}

function* remarks({ ids, migrations }: LoadedEstate, isMigrated: boolean): Iterable<string> {
  for (const { file, before, after } of migrations) yield lineDiff(file, before, after)
  if (migrations.length > 0) {
    yield isMigrated
      ? 'These files are written as the present version now.'
      : 'These files are of an older version and are understood as above; --migrate writes them so.'
  }
  if (ids.added > 0 && !ids.written) {
    yield `${IDS_FILE} does not know ${ids.added.toLocaleString('en')} of these things; --write-ids keeps their indexes.`
  } else if (ids.written) yield `${IDS_FILE} knows ${ids.added.toLocaleString('en')} more things now.`
}
