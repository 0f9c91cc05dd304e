import { useEffect } from 'react'
import type { Metric } from '../../protocol/metric.ts'
import { useTwin } from '../twin-context.ts'

/** Keeps metrics of a scope live as long as the component is shown. */
export function useWatch(metrics: readonly Metric[], scope: string): void {
  const { live } = useTwin()
  const wanted = metrics.join(' ')
  useEffect(() => {
    const leave = (wanted === '' ? [] : wanted.split(' ')).map((metric) =>
      live.watch({ metric: metric as Metric, scope }),
    )
    return () => {
      for (const unsubscribe of leave) unsubscribe()
    }
  }, [live, wanted, scope])
}

/** Keeps points live, by their indexes. */
export function useWatchPoints(points: readonly number[]): void {
  const { live } = useTwin()
  const wanted = points.join(',')
  useEffect(() => {
    if (wanted === '') return
    return live.watch({ metric: 'point', points: wanted.split(',').map(Number) })
  }, [live, wanted])
}
