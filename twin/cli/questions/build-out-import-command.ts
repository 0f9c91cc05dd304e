import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Day } from '../../model/day.ts'

/** Formats that are imported. */
const FORMATS = ['msproject', 'p6', 'xer', 'geojson', 'csv'] as const
export type ImportFormat = (typeof FORMATS)[number]

export interface ImportAsked {
  readonly format: ImportFormat | undefined
  readonly encoding: string | undefined
  /** Id of the project, where a schedule holds several. */
  readonly project: string | undefined
  /** Of outlines on the ground. */
  readonly site: string | undefined
  readonly estate: string | undefined
  /** To which reports are added. */
  readonly programme: string | undefined
  /** Until when something can be reported. */
  readonly today: Day
}

/** What the command needs of the part that reads files of other programs. */
export interface BuildOutImports {
  importFile(
    bytes: Uint8Array,
    file: string,
    asked: ImportAsked,
  ): Promise<{ readonly text: string; readonly holds: readonly string[]; readonly untold: readonly string[] }>
  /** Puts a text in the place of a file, whole or not at all. */
  replaceFile(path: string, text: string): Promise<void>
  today(): Day
}

/** `oblak build-out import`. */
export function buildOutImportCommand(imports: BuildOutImports): Command {
  return {
    name: 'build-out import',
    summary:
      'make a programme of a schedule (MS Project XML, Primavera P6 XML or XER), outlines of GeoJSON, reports of CSV',
    arguments: [{ name: '<file>', description: 'the file of the other program' }],
    options: [
      { flags: '--out <file>', description: 'where to (default: to the screen); what is there is not overwritten' },
      { flags: '--force', description: 'overwrite what is there' },
      { flags: '--format <format>', description: 'of the file (default: found)', choices: FORMATS },
      {
        flags: '--encoding <name>',
        description: 'of its text: utf-8, windows-1250, windows-1251, … (default: found)',
      },
      { flags: '--project <id>', description: 'which, where a schedule holds several' },
      { flags: '--site <path>', description: 'from whose latitude and longitude outlines of GeoJSON are counted' },
      { flags: '--estate <dir>', description: 'folder of estate files, for outlines (default: the shipped estate)' },
      { flags: '--programme <file>', description: 'to which reports of CSV are added (default: the shipped one)' },
    ],
    examples: [
      'oblak build-out import plan.xer --out programme.yaml',
      'oblak build-out import footprints.geojson --site kragujevac --out outlines.yaml',
      'oblak build-out import progress.csv --programme programme.yaml --out programme.yaml --force',
    ],
    run: (call) => run(call, imports),
  }
}

async function run(call: CommandCall, imports: BuildOutImports): Promise<ExitStatus> {
  const { args, io, json, options } = call
  const given = (name: string) => {
    const value = options[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const file = String(args[0])
  const bytes = await readFile(resolve(io.workingFolder, file)).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read (${error.code ?? error.message}).`)
  })
  const path = (name: string) => {
    const value = given(name)
    return value === undefined ? undefined : resolve(io.workingFolder, value)
  }
  const { holds, text, untold } = await imports.importFile(bytes, file, {
    format: FORMATS.find((one) => one === options.format),
    ...{ encoding: given('encoding'), project: given('project'), site: given('site') },
    ...{ estate: path('estate'), programme: path('programme'), today: imports.today() },
  })
  const out = path('out')
  if (out === undefined) {
    io.out(json ? JSON.stringify({ file, out: null, holds, untold, text }) : text.trimEnd())
  } else {
    if (options.force !== true && (await isThere(out)))
      throw new Error(`${given('out')} is there already; give another file, or --force to overwrite it.`)
    await imports.replaceFile(out, text)
    io.out(json ? JSON.stringify({ file, out: given('out'), holds, untold }) : `${given('out')}: ${holds.join(', ')}.`)
  }
  if (!json && untold.length > 0) io.message(['Not in it:', ...untold.map((one) => `  ${one}`)].join('\n'))
  return 0
}

export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}
