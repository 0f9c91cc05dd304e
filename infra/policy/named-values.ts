import type { StackJson } from './rendered-stack.ts'

/** What has a name in a stack and is no resource: an output, a default of a variable, a local value. */
export interface NamedValue {
  readonly kind: 'output' | 'variable' | 'local'
  readonly name: string
  readonly isSensitive: boolean
  /** What is written of it, as JSON; of an output in a plan, what it refers to. */
  readonly text: string
}

/** Outputs, and variables that have a default. */
export function namedValues({
  output = {},
  variable = {},
}: Pick<StackJson, 'output' | 'variable'>): readonly NamedValue[] {
  return [
    ...Object.entries(output).map(
      ([name, { value, sensitive = false }]): NamedValue => ({
        kind: 'output',
        name,
        isSensitive: sensitive,
        text: JSON.stringify(value ?? null),
      }),
    ),
    ...Object.entries(variable)
      .filter(([, { default: given }]) => given !== undefined && given !== null && given !== '')
      .map(
        ([name, { default: given, sensitive = false }]): NamedValue => ({
          kind: 'variable',
          name,
          isSensitive: sensitive,
          text: JSON.stringify(given),
        }),
      ),
  ]
}
