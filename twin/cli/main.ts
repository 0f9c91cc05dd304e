import { version } from '../../package.json'
import type { Command, CommandIo } from '../kit/command.ts'
import { runCommand } from './run-command.ts'

/** Every command of `oblak`; each subsystem brings its own. */
const commands: readonly Command[] = []

/** The program behind twin/cli/oblak.mjs. Resolves with the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
  return runCommand(commands, version, argv, terminal(), stop.signal)
}

function terminal(): CommandIo {
  // A reader that goes away early (`oblak … | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    message: (text) => process.stderr.write(`${text}\n`),
    colour: process.stdout.isTTY && process.env.NO_COLOR === undefined,
    columns: process.stdout.columns ?? 120,
    environment: process.env,
    workingFolder: process.cwd(),
  }
}
