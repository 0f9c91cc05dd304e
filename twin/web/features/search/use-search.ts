import { useEffect, useState } from 'react'
import type { SearchHit } from '../../live/api.ts'
import { useTwin } from '../../twin-context.ts'

const TYPING_PAUSE_MS = 120

interface Search {
  readonly hits: readonly SearchHit[]
  readonly searching: boolean
  readonly reason: string | undefined
}

const NOTHING: Search = { hits: [], searching: false, reason: undefined }

/** Asks the server after a pause in typing; the last hits stay until the next are there. */
export function useSearch(text: string): Search {
  const { api } = useTwin()
  const [search, setSearch] = useState<Search>(NOTHING)
  const wanted = text.trim()
  useEffect(() => {
    if (wanted === '') {
      setSearch(NOTHING)
      return
    }
    const abort = new AbortController()
    setSearch((before) => ({ ...before, searching: true }))
    const timer = setTimeout(() => {
      api.search(wanted, abort.signal).then(
        (hits) => setSearch({ hits, searching: false, reason: undefined }),
        (error: Error) => !abort.signal.aborted && setSearch({ hits: [], searching: false, reason: error.message }),
      )
    }, TYPING_PAUSE_MS)
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [api, wanted])
  return search
}
