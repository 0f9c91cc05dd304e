/** What a field holds: numbers of all kinds are numbers here. */
export type FieldValue = number | boolean | string

/** One line of the protocol, escapes taken away. */
export interface Line {
  readonly measurement: string
  readonly tags: ReadonlyMap<string, string>
  readonly fields: ReadonlyMap<string, FieldValue>
  /** In the precision of the request; undefined where the sender leaves the time to the receiver. */
  readonly time?: bigint
}

/** A line that is none, and why; `text` is its beginning. */
export interface LineFault {
  readonly text: string
  readonly reason: string
}

export interface LineLimits {
  /** Characters of a line. */
  readonly maxLine: number
  /** Fields of a line, and tags of a line. */
  readonly maxFields: number
}
