import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Programme } from '../../model/programme.ts'
import { BOOK_OPTIONS } from './build-out-book.ts'
import { bytesOf, freeOut, pathOf, wordOf } from './given-options.ts'

const FORMATS = ['msproject', 'p6', 'xer', 'geojson'] as const
export type ExportFormat = (typeof FORMATS)[number]

export interface ExportAsked {
  readonly format: ExportFormat | undefined
  readonly encoding: string | undefined
  readonly project: string | undefined
  readonly site: string | undefined
  readonly estate: string | undefined
  /** The programme with what is entered of it; not asked for outlines. */
  programme(): Promise<Programme>
  /** The file of the other program, of which a copy with what has changed is made. */
  readonly into: { readonly bytes: Uint8Array; readonly file: string } | undefined
}

/** What the command needs of the part that writes files of other programs. */
export interface BuildOutExports {
  /** The programme that the command is about, with what is entered. */
  programme(call: CommandCall): Promise<Programme>
  exportFile(
    asked: ExportAsked,
  ): Promise<{ readonly bytes: Uint8Array; readonly holds: readonly string[]; readonly untold: readonly string[] }>
  replaceFile(path: string, bytes: Uint8Array): Promise<void>
}

/** `oblak build-out export`. */
export function buildOutExportCommand(exports: BuildOutExports): Command {
  return {
    name: 'build-out export',
    summary: 'give the programme back to MS Project or Primavera P6, or outlines of the estate as GeoJSON',
    options: [
      { flags: '--out <file>', description: 'where to; what is there is not overwritten' },
      { flags: '--force', description: 'overwrite what is there' },
      { flags: '--format <format>', description: 'of the file; with --into that of the original', choices: FORMATS },
      {
        flags: '--into <original>',
        description: 'write a copy of that file, with what has changed of progress and dates and nothing else',
      },
      ...BOOK_OPTIONS,
      { flags: '--encoding <name>', description: 'of an XER file, or of the original (default: utf-8; found)' },
      { flags: '--project <id>', description: 'which, where the original holds several' },
      { flags: '--site <path>', description: 'whose outlines are written as GeoJSON' },
    ],
    examples: [
      'oblak build-out export --format xer --out plan.xer',
      'oblak build-out export --programme programme.yaml --into plan.xer --out plan-reported.xer',
      'oblak build-out export --format geojson --site kragujevac --out footprints.geojson',
    ],
    run: (call) => run(call, exports),
  }
}

async function run(call: CommandCall, exports: BuildOutExports): Promise<ExitStatus> {
  const { io, json, options } = call
  const format = FORMATS.find((one) => one === options.format)
  const [name, original] = [wordOf(options, 'out'), wordOf(options, 'into')]
  if (format === undefined && original === undefined)
    throw new Error(`Say with --format what to write: ${FORMATS.join(', ')}; or with --into which file to write into.`)
  const out = await freeOut(call)
  if (out === undefined) throw new Error('Say where to with --out FILE.')
  const into = original === undefined ? undefined : { file: original, bytes: await bytesOf(call, original) }
  const { bytes, holds, untold } = await exports.exportFile({
    ...{ format, into, encoding: wordOf(options, 'encoding') },
    ...{ project: wordOf(options, 'project'), site: wordOf(options, 'site') },
    ...{ estate: pathOf(call, 'estate'), programme: () => exports.programme(call) },
  })
  await exports.replaceFile(out, bytes)
  io.out(json ? JSON.stringify({ out: name, holds, untold }) : `${name}: ${holds.join(', ')}.`)
  if (!json && untold.length > 0) io.message(['Not in it:', ...untold.map((one) => `  ${one}`)].join('\n'))
  return 0
}
