import type { Device, DeviceType } from '../../model/things.ts'

/** Network ports of one rack or many. Which port is wired to which is not in the estate. */
export interface NetworkPorts {
  /** By network devices: switches, and panels. */
  readonly offered: number
  /** That the other devices have. */
  readonly wanted: number
  /** What is offered and not wanted, if every wanted one has its port here. NaN where some device's ports are not known. */
  readonly free: number
  /** Devices of which nobody says how many ports they have. */
  readonly unknown: number
  /** Network devices, in how many racks. */
  readonly devices: number
  readonly racks: number
  /** Where the network devices of a single rack are; of several racks they are counted only. */
  readonly where: readonly {
    readonly path: string
    /** Undefined where its type does not say how many. */
    readonly ports: number | undefined
    readonly position: number | undefined
    readonly face: Device['face']
  }[]
}

/** @param devices of one rack */
export function rackPorts(devices: readonly Device[], typeOf: (slug: string) => DeviceType | undefined): NetworkPorts {
  let offered = 0
  let wanted = 0
  let unknown = 0
  const where: NetworkPorts['where'][number][] = []
  for (const { face, path, position, type } of devices) {
    const known = typeOf(type)
    if (known?.role === 'blank') continue
    const ports = known?.networkPorts
    if (ports === undefined) unknown++
    if (known?.role === 'network') {
      offered += ports ?? 0
      where.push({ path, ports, position, face })
    } else wanted += ports ?? 0
  }
  const racks = where.length > 0 ? 1 : 0
  return { offered, wanted, free: freeOf(offered, wanted, unknown), unknown, devices: where.length, racks, where }
}

/** Racks together. */
export function placePorts(racks: readonly NetworkPorts[]): NetworkPorts {
  const [only] = racks
  if (racks.length === 1 && only) return only
  const sum = (of: (rack: NetworkPorts) => number) => racks.reduce((total, rack) => total + of(rack), 0)
  const counts = {
    offered: sum(({ offered }) => offered),
    wanted: sum(({ wanted }) => wanted),
    unknown: sum(({ unknown }) => unknown),
    devices: sum(({ devices }) => devices),
    racks: sum((one) => one.racks),
  }
  return { ...counts, free: freeOf(counts.offered, counts.wanted, counts.unknown), where: [] }
}

function freeOf(offered: number, wanted: number, unknown: number): number {
  return unknown > 0 ? Number.NaN : offered - wanted
}
