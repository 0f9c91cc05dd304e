import { type FigureRole, figureRole } from '../../analysis/rollup/figure-role.ts'
import type { Thing } from '../../model/things.ts'
import type { LatestTable } from './latest-table.ts'

interface RolePoint {
  readonly point: number
  readonly role: FigureRole
}

/** What a thing's own points say of it; NaN where they say nothing. Made anew into the same object: copy what you keep. */
export interface OwnFigures {
  temperature: number
  humidity: number
  airflow: number
  power: number
  apparentPower: number
  lines: [number, number, number]
}

/** Which points make a thing's own figures, and the figures from their newest values. */
export class OwnFigureReader {
  readonly #points: (RolePoint[] | undefined)[] = []

  constructor(private readonly table: LatestTable) {}

  /** @returns whether the point counts towards a figure */
  add(thing: Thing, point: number, local: string): boolean {
    const role = figureRole(thing, local)
    if (!role) return false
    const known = this.#points[thing.index]
    if (known) known.push({ point, role })
    else this.#points[thing.index] = [{ point, role }]
    return true
  }

  /** Several temperatures: the highest. Power: the sum of the inlets, or of the lines where no total is measured. */
  read(thing: number, into: OwnFigures): OwnFigures {
    into.temperature = into.humidity = into.airflow = into.power = into.apparentPower = Number.NaN
    into.lines.fill(Number.NaN)
    let linePower = Number.NaN
    for (const { point, role } of this.#points[thing] ?? NOTHING) {
      const value = this.table.fresh(point)
      if (Number.isNaN(value)) continue
      switch (role.figure) {
        case 'temperature':
          into.temperature = higher(into.temperature, value)
          break
        case 'humidity':
          into.humidity = higher(into.humidity, value)
          break
        case 'airflow':
          into.airflow = plus(into.airflow, value)
          break
        case 'power':
          into.power = plus(into.power, value)
          break
        case 'apparent-power':
          into.apparentPower = plus(into.apparentPower, value)
          break
        case 'line-power':
          linePower = plus(linePower, value)
          break
        case 'line-current': {
          const line = (role.line - 1) as 0 | 1 | 2
          into.lines[line] = plus(into.lines[line], value)
          break
        }
      }
    }
    if (Number.isNaN(into.power)) into.power = linePower
    return into
  }
}

const NOTHING: readonly RolePoint[] = []

export function emptyFigures(): OwnFigures {
  const none = Number.NaN
  return {
    temperature: none,
    humidity: none,
    airflow: none,
    power: none,
    apparentPower: none,
    lines: [none, none, none],
  }
}

/** The sum; the other where one is NaN. */
export function plus(sum: number, value: number): number {
  return Number.isNaN(sum) ? value : Number.isNaN(value) ? sum : sum + value
}

/** The higher; the other where one is NaN. */
export function higher(best: number, value: number): number {
  return best >= value || Number.isNaN(value) ? best : value
}
