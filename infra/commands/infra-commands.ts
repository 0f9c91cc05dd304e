import type { Command } from '../../twin/kit/command.ts'
import { clusterCommands } from './cluster-commands.ts'
import { driftCommand, type TellEvents } from './drift-command.ts'
import { type AskLive, planCheckCommand } from './plan-check-command.ts'
import { rulesCommand } from './rules-command.ts'
import type { LoadEstate } from './stack-report.ts'
import { stacksCommand } from './stacks-command.ts'
import { synthCommand } from './synth-command.ts'

/**
 * `oblak synth`, `oblak stacks`, `oblak rules`, `oblak plan check`, `oblak drift`, `oblak cluster`.
 * @param live how a running twin is asked; nobody answers where left out
 * @param tell how events are raised in a running twin
 */
export function infraCommands(
  loadEstate: LoadEstate,
  live: AskLive = NOBODY,
  tell: TellEvents = noTwin,
): readonly Command[] {
  return [
    synthCommand(loadEstate),
    stacksCommand(loadEstate),
    rulesCommand,
    planCheckCommand(loadEstate, live),
    driftCommand(loadEstate, tell),
    ...clusterCommands(loadEstate),
  ]
}

const NOBODY: AskLive = { ask: noTwin, read: () => undefined }

async function noTwin(_: unknown, url: string): Promise<never> {
  throw new Error(`No server answers at ${url}.`)
}
