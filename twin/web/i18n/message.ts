/** A text of a catalogue: `{name}` is filled in; a text with forms chooses by the number `count`. */
export type Message = string | { readonly one: string; readonly few?: string; readonly other: string }

export type MessageValues = Readonly<Record<string, string | number>>

/** The message with its placeholders filled in; a placeholder without a value stays visible. */
export function fillMessage(
  message: Message,
  values: MessageValues,
  plural: Intl.PluralRules,
  number: (value: number) => string,
): string {
  const text = typeof message === 'string' ? message : formOf(message, plural.select(Number(values.count ?? 0)))
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name]
    if (value === undefined) return placeholder
    return typeof value === 'number' ? number(value) : value
  })
}

function formOf(message: Exclude<Message, string>, form: Intl.LDMLPluralRule): string {
  if (form === 'one') return message.one
  return (form === 'few' ? message.few : undefined) ?? message.other
}
