import type { Command } from '../../kit/command.ts'
import { estateJsonSchema } from '../schema/json-schema.ts'

export const schemaCommand: Command = {
  name: 'estate schema',
  summary: 'print the JSON Schema of estate files, for editors',
  examples: ['oblak estate schema > estate.schema.json'],
  run: async ({ io }) => {
    io.out(JSON.stringify(estateJsonSchema(), null, 2))
    return 0
  },
}
