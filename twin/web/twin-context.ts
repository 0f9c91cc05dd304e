import { createContext, useContext } from 'react'
import type { PlannedFiguresView } from '../protocol/dated.ts'
import type { Api } from './live/api.ts'
import type { LiveColumns } from './live/columns.ts'
import type { LiveClient } from './live/live-client.ts'
import type { AlarmStore } from './state/alarms.ts'
import type { PlaceStore } from './state/place-store.ts'
import type { PlacementStore } from './state/placement.ts'
import type { ReservationStore } from './state/reservations.ts'
import type { SessionStore } from './state/session.ts'
import type { SettingsStore } from './state/settings.ts'
import type { WebEstate } from './state/web-estate.ts'
import type { WhatIfStore } from './state/what-if.ts'

/** Live values and the connection that they come by. */
export type Live = Pick<LiveClient, 'link' | 'watch' | 'pause' | 'retry' | 'serverNow'> & {
  readonly columns: LiveColumns
}

/** Whether anything was measured on a past day, and whether alarms of it may be forgotten. */
export type KnownPast = NonNullable<PlannedFiguresView['recorded']>

/** What the main file has joined, for every part of the page. Values that change often live in stores, not here. */
export interface Twin {
  readonly estate: WebEstate
  readonly api: Api
  readonly live: Live
  readonly alarms: AlarmStore
  readonly place: PlaceStore
  readonly settings: SettingsStore
  readonly session: SessionStore
  /** What happens if what the address names fails. */
  readonly whatIf: WhatIfStore
  /** Where the devices fit that the address asks a place for. */
  readonly placement: PlacementStore
  readonly reservations: ReservationStore
  /** The day whose estate is shown, ISO; undefined is now. On another day nothing is measured. */
  readonly at: string | undefined
  /** What is known of a past day; undefined of now, of a day to come, and until it is here. */
  readonly past?: KnownPast | undefined
  /** Health is not what is, but what would be if what the address names failed. */
  readonly hypothetical: boolean
  /** The readings come from the simulator. */
  readonly simulated: boolean
}

export const TwinContext = createContext<Twin | undefined>(undefined)

/** @throws Error outside the page's frame */
export function useTwin(): Twin {
  const twin = useContext(TwinContext)
  if (!twin) throw new Error('useTwin is for components below TwinContext; main.tsx provides it')
  return twin
}
