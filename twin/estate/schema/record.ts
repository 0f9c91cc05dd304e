import { z } from 'zod'

/** Named fields and no others. A field that is none is answered with those that are, parted by `, `. */
export function record<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject(shape, {
    error: ({ code, inst }) =>
      code === 'unrecognized_keys' && inst instanceof z.ZodObject ? Object.keys(inst.shape).join(', ') : undefined,
  })
}
