import { AIR_CLASS } from '../../analysis/alarms/air-class.ts'
import type { PlaceCooling } from '../../analysis/cooling/estate-cooling.ts'
import type { ThermalParameters } from '../../analysis/cooling/room-thermal.ts'
import type { Period } from '../../analysis/cooling/time-beyond.ts'
import type { Estate } from '../../model/estate.ts'
import type { Room } from '../../model/things.ts'
import type { CoolingView } from '../../protocol/cooling.ts'
import type { LatestTable } from '../values/latest-table.ts'
import { lostView, nowView, roomNow, servingView, unitsView } from './room-cooling.ts'
import { type Means, periodOf } from './room-history.ts'
import type { RoomPoints } from './room-points.ts'

/** What an answer about a room is made from. */
export interface CoolingParts extends Pick<CoolingView, 'basis' | 'day'> {
  readonly estate: Estate
  readonly room: Room
  readonly points: RoomPoints
  /** What points read: their newest values, or their means of a past day; NaN where nothing was read. */
  readonly readings: Pick<LatestTable, 'fresh'>
  /** W of a rack by its index; NaN where it is not measured. */
  readonly powerOf: (rack: number) => number
  readonly period: Period
  readonly means: Means
  /** By what is measured; undefined where that is not whole. */
  readonly measured: PlaceCooling | undefined
  /** As declared, or reckoned with. */
  readonly declared: PlaceCooling | undefined
  readonly fitted: ThermalParameters | undefined
}

const WHY_UNMEASURED = { now: 'no-reading', recorded: 'not-recorded', planned: 'day-to-come' } as const

/** How a room is cooled, as GET /api/cooling has it; a number that is not known is NaN yet. */
export function coolingView(parts: CoolingParts): unknown {
  const { basis, day, declared, estate, fitted, means, measured, period, points, powerOf, readings, room } = parts
  const limits = AIR_CLASS[room.airClass]
  const now = roomNow(room, points, readings, powerOf)
  const serving = servingView(estate, points, means)
  const cooling = measured ?? declared
  const units = unitsView(points.units, readings, serving)
  const isMeasured =
    now.indices.rci !== undefined ||
    now.racksMeasured > 0 ||
    units.some((unit) => [unit.cooling, unit.airflow, unit.supply, unit.returned, unit.waterFlow].some(isKnown))
  return {
    ...{ room: room.path, day, basis, airClass: room.airClass },
    unmeasured: isMeasured ? null : WHY_UNMEASURED[basis],
    recommended: limits.recommended,
    allowable: limits.allowable,
    now: nowView(now, points),
    units,
    heatIs: measured ? 'measured' : 'declared',
    zones: cooling?.zones ?? [],
    loops: cooling?.loops ?? [],
    serving,
    period: periodOf(room, points, means, period),
    lost: lostView(room, now, points, declared, fitted),
  }
}

function isKnown(value: number | null): boolean {
  return value !== null
}
