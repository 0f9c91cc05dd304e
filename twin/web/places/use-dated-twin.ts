import { useEffect, useMemo } from 'react'
import { createStore } from 'zustand/vanilla'
import type { Api } from '../live/api.ts'
import { DatedColumns } from '../live/dated-columns.ts'
import type { AlarmStore, Alarms } from '../state/alarms.ts'
import type { Twin } from '../twin-context.ts'

const NO_ALARMS: Alarms = { state: 'ready', reason: '', list: [], advice: [], flood: 0 }

/** On another day nothing is measured and nothing alarms: what is live, of now, is not shown as if it were of then. */
export function useDatedTwin<Part extends Omit<Twin, 'hypothetical'>>(
  twin: Part | undefined,
  api: Pick<Api, 'plannedFigures'>,
): Part | undefined {
  const at = twin?.at
  const estate = twin?.estate
  const columns = useMemo(
    () => (estate && at !== undefined ? new DatedColumns(estate.extent) : undefined),
    [estate, at],
  )
  useEffect(() => {
    if (!columns || !estate || at === undefined) return undefined
    const abort = new AbortController()
    api.plannedFigures(at, abort.signal).then(
      (answer) => answer.version === estate.version && columns.fill(answer),
      // What is not known stays hatched.
      () => undefined,
    )
    return () => abort.abort()
  }, [api, at, columns, estate])
  return useMemo(() => {
    if (!twin || !columns) return twin
    const { link, pause, retry, serverNow } = twin.live
    const live: Twin['live'] = {
      columns,
      link,
      watch: () => () => undefined,
      pause: (paused) => pause.call(twin.live, paused),
      retry: () => retry.call(twin.live),
      serverNow: () => serverNow.call(twin.live),
    }
    const alarms: AlarmStore = { ...createStore(() => NO_ALARMS), refresh: () => Promise.resolve() }
    return { ...twin, live, alarms }
  }, [twin, columns])
}
