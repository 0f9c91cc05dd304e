import { coolerRoom, roomAround } from '../../analysis/cooling/cooler-room.ts'
import type { MeasuredRoom } from '../../analysis/cooling/measured-room.ts'
import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import type { ValuePlane } from '../values/value-plane.ts'
import type { ThermalMemory } from './thermal-memory.ts'

type Side = 'intake' | 'returned'

interface Source {
  readonly thing: number
  readonly local: string
  readonly side: Side
}

/** The air of all rooms as it is measured now, and what was fitted to their records. */
export class LiveRooms {
  readonly #sources = new Map<string, Source[]>()

  constructor(
    estate: Estate,
    private readonly values: ValuePlane,
    private readonly thermals: ThermalMemory,
  ) {
    const add = (room: string | undefined, source: Source) => {
      if (room === undefined) return
      const own = this.#sources.get(room) ?? []
      own.push(source)
      this.#sources.set(room, own)
    }
    const probed = new Set<string>()
    for (const probe of estate.ofKind('probe')) {
      if (probe.role !== 'intake') continue
      probed.add(parentPath(probe.path))
      add(roomAround(estate, probe)?.path, { thing: probe.index, local: 'temperature', side: 'intake' })
    }
    for (const device of estate.ofKind('device')) {
      if (probed.has(parentPath(device.path))) continue
      add(roomAround(estate, device)?.path, { thing: device.index, local: 'intake/temperature', side: 'intake' })
    }
    for (const unit of estate.ofKind('crah')) {
      if (unit.type === 'cdu') continue
      add(coolerRoom(estate, unit)?.path, { thing: unit.index, local: 'return/temperature', side: 'returned' })
    }
  }

  /** Rooms of which something is known; air only where both intakes and returns are fresh. */
  now(): readonly MeasuredRoom[] {
    return [...this.#sources].flatMap(([room, sources]): MeasuredRoom[] => {
      const [intake, returned] = [this.#mean(sources, 'intake'), this.#mean(sources, 'returned')]
      const air = Number.isNaN(intake) || Number.isNaN(returned) ? {} : { air: { intake, returned } }
      const still = this.thermals.of(room)
      return 'air' in air || still ? [{ room, ...air, ...(still && { still }) }] : []
    })
  }

  #mean(sources: readonly Source[], side: Side): number {
    const { points, table } = this.values
    let sum = 0
    let count = 0
    for (const source of sources) {
      if (source.side !== side) continue
      const point = points.ofThing(source.thing).find(({ local }) => local === source.local)
      const value = point ? table.fresh(point.index) : Number.NaN
      if (Number.isNaN(value)) continue
      sum += value
      count++
    }
    return count === 0 ? Number.NaN : sum / count
  }
}
