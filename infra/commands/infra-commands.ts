import type { Command } from '../../twin/kit/command.ts'
import { clusterCommands } from './cluster-commands.ts'
import { type AskLive, planCheckCommand } from './plan-check-command.ts'
import { rulesCommand } from './rules-command.ts'
import type { LoadEstate } from './stack-report.ts'
import { stacksCommand } from './stacks-command.ts'
import { synthCommand } from './synth-command.ts'

/**
 * `oblak synth`, `oblak stacks`, `oblak rules`, `oblak plan check`, `oblak cluster`.
 * @param live how a running twin is asked; nobody answers where left out
 */
export function infraCommands(loadEstate: LoadEstate, live: AskLive = NOBODY): readonly Command[] {
  return [
    synthCommand(loadEstate),
    stacksCommand(loadEstate),
    rulesCommand,
    planCheckCommand(loadEstate, live),
    ...clusterCommands(loadEstate),
  ]
}

const NOBODY: AskLive = {
  ask: async (_, url) => {
    throw new Error(`No server answers at ${url}.`)
  },
  read: () => undefined,
}
