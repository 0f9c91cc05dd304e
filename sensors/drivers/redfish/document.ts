/** A Redfish resource as it came: nothing in it is trusted to be there or to be of its type. */
export type Document = Readonly<Record<string, unknown>>

export function asDocument(value: unknown): Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Document) : {}
}

/** The members of an array property, at most `limit` of them; [] where it is none. */
export function documentsOf(value: unknown, limit = 1000): readonly Document[] {
  return Array.isArray(value) ? value.slice(0, limit).map(asDocument) : []
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** A text of at most 120 characters without control characters; undefined where there is none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.replace(/\p{C}/gu, '').trim().slice(0, 120)
  return text === '' ? undefined : text
}

/** The `@odata.id` of a reference, or of the resource itself. */
export function linkOf(value: unknown): string | undefined {
  const link = asDocument(value)['@odata.id']
  return typeof link === 'string' ? link : undefined
}

/** DSP0266 Status.State of parts that are not there, or switched off by a setting. */
export function isAbsent(document: Document): boolean {
  const state = asDocument(document.Status).State
  return state === 'Absent' || state === 'Disabled'
}
