/**
 * A figure or a choice, and what it rests on. `interview` and `press` are the published accounts named in docs/infra.md, `law` an act, `assumed` ours: plausible,
 * changeable, and never to be shown as published or measured.
 */
export interface Stated<T> {
  readonly value: T
  readonly source: 'interview' | 'press' | 'law' | 'assumed'
  /** What was said, or why it was assumed. */
  readonly why: string
}

/** Ours. @param why what makes it plausible */
export function assumed<T>(value: T, why: string): Stated<T> {
  return { value, source: 'assumed', why }
}

/** Published. @param says what the account says, in our words */
export function published<T>(value: T, source: 'interview' | 'press' | 'law', says: string): Stated<T> {
  return { value, source, why: says }
}
