const MS_OF = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 } as const

/** `10 s`, `500 ms`, `5 min`, `1 h` in milliseconds; undefined where the text is no duration. */
export function durationMs(text: string): number | undefined {
  const found = /^(\d{1,7}(?:\.\d{1,6})?) ?(ms|s|min|h)$/.exec(text)
  return found ? Math.round(Number(found[1]) * MS_OF[found[2] as keyof typeof MS_OF]) : undefined
}
