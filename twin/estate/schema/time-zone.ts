import { text } from './common.ts'

/** A name of the IANA time zone database, aliases too. */
export const timeZone = text
  .superRefine((name, context) => {
    if (isTimeZone(name)) return
    context.addIssue({
      code: 'custom',
      message: 'is no time zone',
      params: { found: name, allowed: 'a name of the IANA database', names: Intl.supportedValuesOf('timeZone') },
    })
  })
  .describe('Name of the time zone, as `Europe/Belgrade`.')

function isTimeZone(name: string): boolean {
  // An offset is taken by Intl, but is no place: it has no summer time.
  if (!/^[a-z]/i.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
