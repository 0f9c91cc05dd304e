import type { Command } from '../../twin/kit/command.ts'
import { clusterCommands } from './cluster-commands.ts'
import type { LoadEstate } from './stack-report.ts'
import { stacksCommand } from './stacks-command.ts'
import { synthCommand } from './synth-command.ts'

/** `oblak synth`, `oblak stacks`, `oblak cluster`. */
export function infraCommands(loadEstate: LoadEstate): readonly Command[] {
  return [synthCommand(loadEstate), stacksCommand(loadEstate), ...clusterCommands(loadEstate)]
}
