import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Day } from '../../model/day.ts'
import type { Programme } from '../../model/programme.ts'
import { DATA_OPTION } from './dated-estate.ts'
import { bytesOf, freeOut, pathOf, wordOf } from './given-options.ts'

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
  /** A programme to which a schedule is joined, and the baseline as which its plan is kept, by the programme with what is entered. */
  readonly onto:
    | { readonly path: string; readonly keep: { readonly id: string; programme(): Promise<Programme> } | undefined }
    | undefined
  /** Until when something can be reported. */
  readonly today: Day
}

/** What the command needs of the part that reads files of other programs. */
export interface BuildOutImports {
  importFile(
    bytes: Uint8Array,
    file: string,
    asked: ImportAsked,
  ): Promise<{
    readonly text: string
    readonly holds: readonly string[]
    readonly untold: readonly string[]
    readonly changes?: readonly string[]
  }>
  /** Puts a text in the place of a file, whole or not at all. */
  replaceFile(path: string, text: string): Promise<void>
  /** A programme with what is entered of it. */
  programme(call: CommandCall): Promise<Programme>
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
      {
        flags: '--onto <programme>',
        description:
          'join dates, links, calendars and progress of a schedule to that programme, which keeps all else; without --out only tells what becomes other',
      },
      {
        flags: '--keep-plan <id>',
        description: 'with --onto: keep the plan as it was, with what was entered, as a baseline of that id',
      },
      DATA_OPTION,
      { flags: '--site <path>', description: 'from whose latitude and longitude outlines of GeoJSON are counted' },
      { flags: '--estate <dir>', description: 'folder of estate files, for outlines (default: the shipped estate)' },
      { flags: '--programme <file>', description: 'to which reports of CSV are added (default: the shipped one)' },
    ],
    examples: [
      'oblak build-out import plan.xer --out programme.yaml',
      'oblak build-out import plan.xer --onto programme.yaml --keep-plan before-may --out programme.yaml --force',
      'oblak build-out import footprints.geojson --site kragujevac --out outlines.yaml',
      'oblak build-out import progress.csv --programme programme.yaml --out programme.yaml --force',
    ],
    run: (call) => run(call, imports),
  }
}

async function run(call: CommandCall, imports: BuildOutImports): Promise<ExitStatus> {
  const { args, io, json, options } = call
  const file = String(args[0])
  const [onto, kept, name] = [pathOf(call, 'onto'), wordOf(options, 'keepPlan'), wordOf(options, 'out')]
  const programme = () => imports.programme({ ...call, options: { ...options, programme: onto } })
  if (kept !== undefined && onto === undefined) throw new Error('--keep-plan says what becomes of the plan of --onto.')
  const { changes, holds, text, untold } = await imports.importFile(await bytesOf(call, file), file, {
    format: FORMATS.find((one) => one === options.format),
    ...{ encoding: wordOf(options, 'encoding'), project: wordOf(options, 'project'), site: wordOf(options, 'site') },
    ...{ estate: pathOf(call, 'estate'), programme: pathOf(call, 'programme'), today: imports.today() },
    onto:
      onto === undefined ? undefined : { path: onto, keep: kept === undefined ? undefined : { id: kept, programme } },
  })
  const out = await freeOut(call)
  if (out !== undefined) await imports.replaceFile(out, text)
  const told = { file, out: name ?? null, holds, untold, ...(changes && { changes }) }
  if (json) io.out(JSON.stringify(out === undefined ? { ...told, text } : told))
  else {
    if (out !== undefined) io.out(`${name}: ${holds.join(', ')}.`)
    else if (!changes) io.out(text.trimEnd())
    else io.out(`${holds.join(', ')}. Nothing is written: say where to with --out.`)
    if (changes) io.out(changes.length > 0 ? changes.map((one) => `  ${one}`).join('\n') : '  Nothing becomes other.')
    if (untold.length > 0) io.message(['Not in it:', ...untold.map((one) => `  ${one}`)].join('\n'))
  }
  return 0
}
