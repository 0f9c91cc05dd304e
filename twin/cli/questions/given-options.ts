import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { CommandCall } from '../../kit/command.ts'

type Call = Pick<CommandCall, 'io' | 'options'>

/** An option's text; undefined where it is left out. */
export function wordOf(options: CommandCall['options'], name: string): string | undefined {
  const given = options[name]
  return typeof given === 'string' && given !== '' ? given : undefined
}

/** The path that an option says, from the folder in which the command was given; undefined where it is left out. */
export function pathOf({ io, options }: Call, name: string): string | undefined {
  const given = wordOf(options, name)
  return given === undefined ? undefined : resolve(io.workingFolder, given)
}

/** What a file holds that was named on the command line. @throws Error that says which cannot be read, and why */
export async function bytesOf({ io }: Pick<CommandCall, 'io'>, file: string): Promise<Uint8Array> {
  return readFile(resolve(io.workingFolder, file)).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read (${error.code ?? error.message}).`)
  })
}

/** Where `--out` leads. @throws Error where something is there, and not `--force` */
export async function freeOut(call: Call): Promise<string | undefined> {
  const out = pathOf(call, 'out')
  if (out === undefined || call.options.force === true) return out
  const isThere = await stat(out).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
  if (isThere)
    throw new Error(`${wordOf(call.options, 'out')} is there already; give another file, or --force to overwrite it.`)
  return out
}
