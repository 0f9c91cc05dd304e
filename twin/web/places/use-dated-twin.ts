import { useEffect, useMemo, useState } from 'react'
import { createStore } from 'zustand/vanilla'
import type { Api } from '../live/api.ts'
import { DatedColumns } from '../live/dated-columns.ts'
import { type AlarmStore, type Alarms, byUrgency } from '../state/alarms.ts'
import type { KnownPast, Twin } from '../twin-context.ts'

const NO_ALARMS: Alarms = { state: 'ready', reason: '', list: [], advice: [], flood: 0 }

/** What is shown of another day in the place of what is live. */
interface OtherDay {
  readonly columns: DatedColumns
  readonly alarms: AlarmStore
}

/** On another day nothing is live: of a past one what was measured and what alarmed then is shown, and of one to come nothing alarms. */
export function useDatedTwin<Part extends Omit<Twin, 'hypothetical'>>(
  twin: Part | undefined,
  api: Pick<Api, 'alarms' | 'plannedFigures'>,
): Part | undefined {
  const at = twin?.at
  const estate = twin?.estate
  const [known, setKnown] = useState<{ readonly of: OtherDay; readonly past: KnownPast }>()
  const other = useMemo(
    (): OtherDay | undefined =>
      estate && at !== undefined
        ? {
            columns: new DatedColumns(estate.extent),
            alarms: { ...createStore(() => NO_ALARMS), refresh: () => Promise.resolve() },
          }
        : undefined,
    [estate, at],
  )
  useEffect(() => {
    if (!other || !estate || at === undefined) return undefined
    const abort = new AbortController()
    const load = async () => {
      const answer = await api.plannedFigures(at, abort.signal)
      if (answer.version !== estate.version) return
      other.columns.fill(answer)
      if (answer.recorded === null) return
      setKnown({ of: other, past: answer.recorded })
      await loadAlarms(other.alarms, () => api.alarms(abort.signal, at))
    }
    // What is not known stays hatched.
    load().catch(() => undefined)
    return () => abort.abort()
  }, [api, at, other, estate])
  const past = known && known.of === other ? known.past : undefined
  return useMemo(() => {
    if (!twin || !other) return twin
    const { link, pause, retry, serverNow } = twin.live
    const live: Twin['live'] = {
      columns: other.columns,
      link,
      watch: () => () => undefined,
      pause: (paused) => pause.call(twin.live, paused),
      retry: () => retry.call(twin.live),
      serverNow: () => serverNow.call(twin.live),
    }
    return { ...twin, live, alarms: other.alarms, past }
  }, [twin, other, past])
}

async function loadAlarms(store: AlarmStore, ask: () => ReturnType<Api['alarms']>): Promise<void> {
  store.setState({ state: 'loading' })
  try {
    store.setState({ state: 'ready', list: [...(await ask()).alarms].sort(byUrgency) })
  } catch (error) {
    store.setState({ state: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
}
