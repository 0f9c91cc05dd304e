import { resolve } from 'node:path'
import type { CommandCall, CommandOption, ExitStatus } from '../../twin/kit/command.ts'
import { InfraError } from '../errors.ts'

/** Where practice clusters are kept. */
export const FOLDER: CommandOption = {
  flags: '--folder <dir>',
  description: 'where the practice clusters keep their data, keys and logs',
  default: 'data/practice-cluster',
}

export function folderOf({ io, options }: CommandCall): string {
  return resolve(io.workingFolder, typeof options.folder === 'string' ? options.folder : `${FOLDER.default}`)
}

/** Sites that were named; undefined for all. */
export function sitesOf({ options }: CommandCall): readonly string[] | undefined {
  return Array.isArray(options.site) && options.site.length > 0 ? options.site.map(String) : undefined
}

interface Answer {
  readonly document: Readonly<Record<string, unknown>>
  /** @default 0 */
  readonly status?: ExitStatus
  tell(): void
}

/** Runs a command over practice clusters, and tells what came of it or why nothing did. */
export async function answered({ io, json }: CommandCall, answer: () => Promise<Answer>): Promise<ExitStatus> {
  try {
    const { document, status = 0, tell } = await answer()
    if (json) io.out(JSON.stringify({ ok: status === 0, ...document }))
    else tell()
    return status
  } catch (error) {
    if (!(error instanceof InfraError)) throw error
    if (json) io.out(JSON.stringify({ ok: false, code: error.code, problems: error.problems }))
    io.message(`oblak: ${error.message}`)
    return error.status
  }
}
