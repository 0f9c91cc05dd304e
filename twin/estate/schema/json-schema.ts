import { z } from 'zod'
import { estateFile } from './estate-file.ts'

/** The JSON Schema (draft 2020-12) of an estate file as people write it: for editors, and for the reference page. */
export function estateJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(estateFile, { io: 'input', target: 'draft-2020-12' })
}
