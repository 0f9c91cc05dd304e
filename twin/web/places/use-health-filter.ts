import { useEffect, useState } from 'react'
import { HEALTH } from '../../model/health.ts'
import { useTwin } from '../twin-context.ts'
import { usePlace } from '../ui/use-place.ts'

export type HealthFilter = (index: number) => boolean

/** True for what the strip's filter leaves out; undefined while nothing is filtered. Another filter whenever health changed. */
export function useHealthFilter(): HealthFilter | undefined {
  const { columns } = useTwin().live
  const shown = usePlace((state) => state.shown)
  const [filter, setFilter] = useState<HealthFilter>()
  useEffect(() => {
    if (shown === undefined) {
      setFilter(undefined)
      return
    }
    const wanted = HEALTH.indexOf(shown)
    let seen = -1
    const renew = () => {
      if (columns.revisionOf('health') === seen) return
      seen = columns.revisionOf('health')
      setFilter(() => (index: number) => {
        const code = columns.valueOf('health', index)
        return (code >= 0 && code <= 3 ? code : 1) !== wanted
      })
    }
    renew()
    return columns.subscribe(renew)
  }, [columns, shown])
  return filter
}
