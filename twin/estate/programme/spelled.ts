import { z } from 'zod'

/** A text of its own spelling, refused with what was found and what is allowed. */
export function spelled(is: (given: string) => boolean, message: string, allowed: string) {
  return z.string({ error: allowed }).superRefine((given, context) => {
    if (!is(given)) context.addIssue({ code: 'custom', message, params: { found: given, allowed } })
  })
}
