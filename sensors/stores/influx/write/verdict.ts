import type { Answer } from './influx-http.ts'

/**
 * What an answer to `/write` means for the lines that were sent.
 * `some`: the server names or counts lines that it did not store, the others it has. `none`: nothing was stored for what the
 * lines are; `sure` where the words are those of a line protocol parser or storage engine, not of whatever stands in between.
 * `fault`: configuration, which no waiting mends. `busy`: wait and send again.
 */
export type Verdict =
  | { readonly kind: 'stored' }
  | { readonly kind: 'some'; readonly dropped: number | undefined; readonly reason: string; readonly named: NamedLines }
  | { readonly kind: 'none'; readonly reason: string; readonly sure: boolean; readonly named: NamedLines }
  | { readonly kind: 'no-database'; readonly reason: string }
  | { readonly kind: 'too-large'; readonly reason: string }
  | { readonly kind: 'fault'; readonly reason: string }
  | { readonly kind: 'busy'; readonly reason: string; readonly retryAfterMs: number | undefined }

/** Lines that an answer points at. */
export interface NamedLines {
  /** InfluxDB 1 and 2 quote a line that they cannot read. */
  readonly quoted: readonly { readonly line: string; readonly reason: string }[]
  /** InfluxDB 3 numbers them from 1. */
  readonly numbered: readonly { readonly line: number; readonly reason: string }[]
}

const NOBODY: NamedLines = { quoted: [], numbered: [] }
/** Words of the parsers and storage engines of InfluxDB 1, 2, 3 and VictoriaMetrics for lines that they will never take. */
const ABOUT_LINES =
  /unable to parse|partial write|field type conflict|points beyond retention|invalid (?:number|field|tag|timestamp|boolean|utf)|missing (?:tag|field|measurement)|parsing failed|line protocol|max[- ](?:series|values)[- ]per|duplicate tag|cannot (?:parse|unmarshal)|input field/i
const MOST_REASON = 300

/** Reads an answer to `/write`. Pure. @param now epoch milliseconds, for a Retry-After that is a date */
export function verdictOf(answer: Answer, now: number): Verdict {
  if (answer.kind === 'silence') return { kind: 'busy', reason: answer.reason, retryAfterMs: undefined }
  const { status } = answer
  const text = errorText(answer.text)
  const reason = `${status}: ${shorten(text) || 'without a word'}`
  if (status === 204) return { kind: 'stored' }
  if (/retention policy not found/i.test(text)) {
    return { kind: 'fault', reason: `${reason}. Create the retention policy, or name another` }
  }
  if (status === 400 || status === 422) return aboutLines(answer.text, text, status, reason)
  if (status === 404 && /database not found/i.test(text)) return { kind: 'no-database', reason }
  if (status === 401) return { kind: 'fault', reason: `${reason}. Check user and password` }
  if (status === 403) return { kind: 'fault', reason: `${reason}. Grant the user WRITE on the database` }
  if (status === 413) return { kind: 'too-large', reason }
  if (isBusy(status)) {
    return { kind: 'busy', reason, retryAfterMs: retryAfter(answer.retryAfter, now) }
  }
  return { kind: 'fault', reason: `${reason}. InfluxDB answers a write with 204: is something else at this URL?` }
}

/** Whether a status says to come again. */
export function isBusy(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500
}

function aboutLines(body: string, text: string, status: number, reason: string): Verdict {
  const named: NamedLines = { quoted: quotedLines(text), numbered: numberedLines(body) }
  const dropped = /dropped=(\d+)/.exec(text)?.[1]
  // InfluxDB 2 answers 422 to a partial write, and 400 only where nothing was stored.
  const some = /partial write/i.test(text) || (status === 422 && dropped !== undefined)
  if (some) return { kind: 'some', dropped: dropped === undefined ? undefined : Number(dropped), reason, named }
  return { kind: 'none', reason, sure: status === 422 || ABOUT_LINES.test(text), named: named ?? NOBODY }
}

/** The sentence in `{"error": …}` (InfluxDB 1, 3), `{"message": …}` (2), or the text itself. */
function errorText(body: string): string {
  const parsed = parsedObject(body)
  const text = parsed?.error ?? parsed?.message
  return typeof text === 'string' ? text : body
}

/** `unable to parse '<line>': <reason>`, one after the other on lines of their own. A quoted line holds no newline. */
function quotedLines(text: string): NamedLines['quoted'] {
  return [...text.matchAll(/unable to parse '(.*)': (.*?)(?: dropped=\d+)?$/gm)].map(([, line = '', reason = '']) => ({
    line,
    reason: shorten(reason),
  }))
}

function numberedLines(body: string): NamedLines['numbered'] {
  const data = parsedObject(body)?.data
  const entries: readonly unknown[] = Array.isArray(data) ? data : data === undefined ? [] : [data]
  return entries.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null) return []
    const { line_number: line, error_message: reason } = entry as Record<string, unknown>
    return typeof line === 'number' && Number.isInteger(line)
      ? [{ line, reason: shorten(typeof reason === 'string' ? reason : 'refused') }]
      : []
  })
}

function parsedObject(body: string): Record<string, unknown> | undefined {
  if (!body.startsWith('{')) return undefined
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined
  } catch {
    // Not JSON after all, or cut off: then the text itself is what there is.
    return undefined
  }
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), at most an hour. */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : undefined
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > MOST_REASON ? `${line.slice(0, MOST_REASON)}…` : line
}
