import type { CommandCall } from '../../../twin/kit/command.ts'

export interface Captured {
  readonly call: CommandCall
  /** Lines given to stdout and stderr. */
  readonly out: readonly string[]
  readonly messages: readonly string[]
}

/** A call of a command whose output is kept for the test. */
export function capturedCall(
  args: readonly string[],
  options: Readonly<Record<string, unknown>> = {},
  environment: Readonly<Record<string, string>> = {},
  workingFolder = process.cwd(),
): Captured {
  const out: string[] = []
  const messages: string[] = []
  return {
    out,
    messages,
    call: {
      args,
      options,
      json: options.json === true,
      signal: new AbortController().signal,
      io: {
        out: (text) => out.push(text),
        message: (text) => messages.push(text),
        colour: false,
        columns: 120,
        environment,
        workingFolder,
      },
    },
  }
}
