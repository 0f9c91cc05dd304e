import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

/** What is fetched: the last answer stays while a newer one is on its way. */
export interface Remote<Answer> {
  readonly answer: Answer | undefined
  readonly error: Error | undefined
  readonly loading: boolean
  reload(): void
}

interface Held<Answer> {
  readonly load: unknown
  readonly answer: Answer | undefined
  readonly error: Error | undefined
  readonly loading: boolean
}

/**
 * Fetches when `load` changes (keep it stable with useCallback), and every `everyMs` while the page is visible. An answer to an
 * older question is dropped.
 */
export function useRemote<Answer>(load: (signal: AbortSignal) => Promise<Answer>, everyMs?: number): Remote<Answer> {
  const [held, setHeld] = useState<Held<Answer>>({ load, answer: undefined, error: undefined, loading: true })
  const askNow = useRef<() => void>(undefined)
  const current = held.load === load ? held : { load, answer: undefined, error: undefined, loading: true }

  useEffect(() => {
    const abort = new AbortController()
    const ask = () => {
      load(abort.signal).then(
        (answer) => !abort.signal.aborted && setHeld({ load, answer, error: undefined, loading: false }),
        (error: unknown) => {
          if (abort.signal.aborted) return
          const reason = error instanceof Error ? error : new Error(String(error))
          setHeld((before) => ({
            load,
            answer: before.load === load ? before.answer : undefined,
            error: reason,
            loading: false,
          }))
        },
      )
    }
    askNow.current = ask
    ask()
    if (everyMs === undefined) return () => abort.abort()
    const timer = setInterval(() => document.visibilityState === 'visible' && ask(), everyMs)
    return () => {
      abort.abort()
      clearInterval(timer)
    }
  }, [load, everyMs])

  const reload = useCallback(() => askNow.current?.(), [])
  const { answer, error, loading } = current
  return useMemo(() => ({ answer, error, loading, reload }), [answer, error, loading, reload])
}
