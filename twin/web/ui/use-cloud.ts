import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useTwin } from '../twin-context.ts'
import { type Remote, useRemote } from './use-remote.ts'

/** Besides what the live socket announces: loads and hardware behind the figures change without a word. */
const REFRESH_MS = 60_000

/** An answer about what runs on the racks: asked anew whenever the server says that pods, clusters or the pending plan changed. */
export function useCloud<Answer>(load: (signal: AbortSignal) => Promise<Answer>): Remote<Answer> {
  const { at, live } = useTwin()
  // A server that came back counts from the beginning: what it says is another revision than the same number before.
  // What is told of another day does not change with the pods of now.
  const heard = useStore(live.link, ({ cloud, since, state }) =>
    state === 'live' && at === undefined ? `${since} ${cloud}` : undefined,
  )
  const remote = useRemote(load, REFRESH_MS)
  const { reload } = remote
  const asked = useRef(heard)
  useEffect(() => {
    if (heard === undefined || asked.current === heard) return
    asked.current = heard
    reload()
  }, [heard, reload])
  return remote
}

/** Was the server given a cloud? It says so on the live socket. */
export function useHasCloud(): boolean {
  return useStore(useTwin().live.link, (link) => link.cloud !== undefined)
}
