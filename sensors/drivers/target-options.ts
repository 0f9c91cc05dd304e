import type { z } from 'zod'
import type { Diagnostic } from '../../twin/kit/diagnostic.ts'
import { diagnosticsOfIssues, listKnownFields } from '../../twin/kit/issue-diagnostics.ts'
import { DeviceError } from '../driver.ts'

/** Said of a URL that tries to hold settings. */
export const SETTINGS_GO = 'settings are given by --option KEY=VALUE or options: in the devices file'

/**
 * A target's settings, checked by the schema of its driver.
 * @param url as it may be shown
 * @throws DeviceError bad-target that tells of every wrong setting what was found, what is allowed and the nearest name
 */
export function targetOptions<T extends z.ZodType>(
  schema: T,
  given: Readonly<Record<string, unknown>> = {},
  url: string,
): z.infer<T> {
  const checked = schema.safeParse(given, { error: listKnownFields })
  if (checked.success) return checked.data
  const wrong = diagnosticsOfIssues(checked.error.issues, given, url, () => ({ line: 1, column: 1 }))
  throw new DeviceError('bad-target', `the options of ${url} are not valid: ${wrong.map(sentence).join('; ')}`, false)
}

function sentence({ path, message, found, allowed, nearest }: Diagnostic): string {
  const said = [
    ...(found === undefined || found === path.at(-1) ? [] : [`found ${found}`]),
    ...(allowed === undefined ? [] : [`allowed ${allowed}`]),
    ...(nearest === undefined ? [] : [`nearest ${nearest}`]),
  ]
  return `${path.join('.')} ${message}${said.length === 0 ? '' : ` (${said.join('; ')})`}`
}
