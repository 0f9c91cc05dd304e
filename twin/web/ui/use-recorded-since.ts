import { useCallback } from 'react'
import { type Day, dayIn } from '../../model/day.ts'
import type { EpochMs } from '../../model/units.ts'
import { useTwin } from '../twin-context.ts'
import { useRemote } from './use-remote.ts'
import { SITES_ZONE } from './use-today.ts'

/** The first day of which readings are kept; undefined until it is known, and where nothing is recorded or nobody can say. */
export function useRecordedSince(): Day | undefined {
  const { api } = useTwin()
  const { answer } = useRemote(useCallback((signal: AbortSignal) => api.recorded(signal), [api]))
  const since = answer?.since
  return since === null || since === undefined ? undefined : dayIn(since as EpochMs, SITES_ZONE)
}
