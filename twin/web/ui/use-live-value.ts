import { useCallback, useSyncExternalStore } from 'react'
import type { Metric } from '../../protocol/metric.ts'
import { useTwin } from '../twin-context.ts'

/** The newest value of one thing (of one point for `point`); NaN where there is none. Renders only when it changed. */
export function useLiveValue(metric: Metric, index: number): number {
  const { columns } = useTwin().live
  const subscribe = useCallback((listener: () => void) => columns.subscribe(listener), [columns])
  return useSyncExternalStore(subscribe, () => columns.valueOf(metric, index))
}

/** Counts up when the column changed: for what is computed from many values. */
export function useColumnRevision(metric: Metric): number {
  const { columns } = useTwin().live
  const subscribe = useCallback((listener: () => void) => columns.subscribe(listener), [columns])
  return useSyncExternalStore(subscribe, () => columns.revisionOf(metric))
}
