import type { Command } from '../../kit/command.ts'
import { checkCommand } from './check-command.ts'
import { generateCommand } from './generate-command.ts'
import { schemaCommand } from './schema-command.ts'
import { showCommand } from './show-command.ts'

/** `oblak estate …`. */
export const estateCommands: readonly Command[] = [checkCommand, showCommand, generateCommand, schemaCommand]
