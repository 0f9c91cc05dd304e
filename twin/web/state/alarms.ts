import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AdviceRule } from '../../analysis/alarms/advice.ts'
import type { AlarmView } from '../../protocol/rest.ts'
import type { Api } from '../live/api.ts'
import type { LiveClient } from '../live/live-client.ts'

/** The alarm list as last fetched, worst first. */
export interface Alarms {
  readonly state: 'loading' | 'ready' | 'failed'
  readonly reason: string
  readonly list: readonly AlarmView[]
  /** What alarms mean and what to do first; empty until it is known. */
  readonly advice: readonly AdviceRule[]
  /** New alarms in the last ten minutes where they are a flood, else 0. */
  readonly flood: number
}

export interface AlarmStore extends StoreApi<Alarms> {
  /** Fetches the list again. */
  refresh(): Promise<void>
}

const STATE_ORDER = [
  ...(['unacknowledged', 'returned-unacknowledged', 'acknowledged'] as const),
  ...(['suppressed-by-design', 'out-of-service', 'shelved', 'normal'] as const),
] as const

/** Critical before warning, unacknowledged before acknowledged, newest first. */
export function byUrgency(one: AlarmView, other: AlarmView): number {
  return (
    severityRank(one) - severityRank(other) ||
    STATE_ORDER.indexOf(one.state) - STATE_ORDER.indexOf(other.state) ||
    other.since - one.since
  )
}

/** Fetches when the server says that the list changed, one request at a time. */
export function createAlarms(api: Pick<Api, 'alarms' | 'alarmAdvice'>, live: Pick<LiveClient, 'link'>): AlarmStore {
  const store = createStore<Alarms>(() => ({ state: 'loading', reason: '', list: [], advice: [], flood: 0 }))
  let running: Promise<void> | undefined
  let again = false
  const fetchOnce = async () => {
    try {
      const { alarms, flood } = await api.alarms()
      // It changes only with a restart of the server; the list does not wait for it.
      if (store.getState().advice.length === 0) void fetchAdvice()
      store.setState({
        state: 'ready',
        list: [...alarms].sort(byUrgency),
        flood: flood.active ? flood.lastTenMinutes : 0,
      })
    } catch (error) {
      store.setState({ state: 'failed', reason: error instanceof Error ? error.message : String(error) })
    }
  }
  const fetchAdvice = async () => {
    try {
      store.setState({ advice: (await api.alarmAdvice()).rules })
    } catch {
      // Without it the list still says what is wrong; the next change of the list asks again.
    }
  }
  const refresh = (): Promise<void> => {
    if (running) {
      again = true
      return running
    }
    running = fetchOnce().finally(() => {
      running = undefined
      if (!again) return
      again = false
      void refresh()
    })
    return running
  }
  live.link.subscribe((link, before) => {
    if (link.alarms?.revision !== before.alarms?.revision || (link.state === 'live' && before.state !== 'live'))
      void refresh()
  })
  void refresh()
  return Object.assign(store, { refresh })
}

function severityRank({ severity }: AlarmView): number {
  return severity === 'critical' ? 0 : 1
}
