import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useTwin } from '../twin-context.ts'
import { type Remote, useRemote } from './use-remote.ts'

/** Besides what the live socket announces: loads and hardware behind the figures change without a word. */
const REFRESH_MS = 60_000

/** An answer about what runs on the racks: asked anew whenever the server says that pods, clusters or the pending plan changed. */
export function useCloud<Answer>(load: (signal: AbortSignal) => Promise<Answer>): Remote<Answer> {
  const { live } = useTwin()
  const revision = useStore(live.link, (link) => link.cloud)
  const remote = useRemote(load, REFRESH_MS)
  const { reload } = remote
  const asked = useRef(revision)
  useEffect(() => {
    if (asked.current === revision) return
    asked.current = revision
    reload()
  }, [revision, reload])
  return remote
}

/** Was the server given a cloud? It says so on the live socket. */
export function useHasCloud(): boolean {
  return useStore(useTwin().live.link, (link) => link.cloud !== undefined)
}
