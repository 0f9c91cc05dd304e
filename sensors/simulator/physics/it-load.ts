import type { Estate } from '../../../twin/model/estate.ts'
import type { ThingPath } from '../../../twin/model/path.ts'
import type { Device } from '../../../twin/model/things.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { hashUnit, smoothNoise } from './noise.ts'
import type { PduLoad } from './pdu-load.ts'
import { serviceLoad } from './service-load.ts'

/** A device that draws power. */
export interface DeviceLoad {
  readonly device: Device
  readonly rack: ThingPath | undefined
  /** Drawn now, W: all of it becomes heat in the rack. */
  watts: number
  /** Up to the last time that the draw was set. */
  wattHours: number
  /** 1 where every needed supply lives, less where it throttles, 0 where it is down. */
  share: number
  readonly typical: number
  readonly maximum: number
  readonly needed: number
  readonly throttles: boolean
  readonly powerFactor: number
  readonly cords: readonly { readonly pdu: PduLoad; readonly outlet: number }[]
  readonly service: number
}

/** A device idles at half of its usual draw (assumed); the other half follows the service. */
const IDLE_SHARE = 0.5
const WANDER_MS = 240_000
/** Restart after a loss of power takes about two minutes until the load is back. */
const BOOT_SECONDS = 120

/** Every device's draw by its service's rhythm, split over the supplies that live, as its cords allow. */
export class ItLoad {
  readonly devices: readonly DeviceLoad[]
  readonly #services: ((at: EpochMs) => number)[] = []
  readonly #levels: number[] = []
  readonly #seed: number

  constructor(estate: Estate, pdus: ReadonlyMap<string, PduLoad>, seed: number) {
    this.#seed = seed
    const serviceNumbers = new Map<string, number>()
    const numberOf = (service: string) => {
      const known = serviceNumbers.get(service)
      if (known !== undefined) return known
      serviceNumbers.set(service, this.#services.length)
      this.#services.push(serviceLoad(service, seed))
      return this.#services.length - 1
    }
    const loads: DeviceLoad[] = []
    for (const device of estate.ofKind('device')) {
      const type = estate.deviceType(device.type)
      const maximum = type?.power ?? (type?.typicalPower === undefined ? 0 : type.typicalPower * 1.4)
      const cords = device.cords.flatMap(({ pdu, outlet }) => {
        const load = pdus.get(pdu)
        return load ? [{ pdu: load, outlet }] : []
      })
      if (!type || maximum <= 0 || cords.length === 0) continue
      const rack = estate.parent(device)
      const rackService = rack?.kind === 'rack' ? rack.service : undefined
      loads.push({
        device,
        rack: rack?.kind === 'rack' ? rack.path : undefined,
        watts: 0,
        wattHours: 0,
        share: 1,
        typical: (type.typicalPower ?? 0.6 * maximum) * (0.9 + 0.2 * hashUnit(seed, device.index)),
        maximum,
        needed: Math.max(1, Math.min(type.suppliesNeeded, cords.length)),
        throttles: type.whenShort === 'throttles',
        powerFactor: 0.95 + 0.04 * hashUnit(seed, device.index, 1),
        cords,
        service: numberOf(device.service ?? rackService ?? type.role),
      })
    }
    this.devices = loads
  }

  /** Sets every device's draw `seconds` after the last time and loads the PDUs, which must have been emptied. */
  step(at: EpochMs, seconds: number): void {
    for (let service = 0; service < this.#services.length; service++) {
      this.#levels[service] = this.#services[service]?.(at) ?? 1
    }
    for (const load of this.devices) this.#draw(load, at, seconds)
  }

  #draw(load: DeviceLoad, at: EpochMs, seconds: number): void {
    load.wattHours += (load.watts * seconds) / 3600
    let living = 0
    for (const cord of load.cords) if (cord.pdu.node.isLive) living++
    const able = living < load.needed && !load.throttles ? 0 : Math.min(1, living / load.needed)
    // Down at once, up again as it boots.
    load.share = able < load.share ? able : Math.min(able, load.share + seconds / BOOT_SECONDS)
    const level = (this.#levels[load.service] ?? 1) + 0.08 * smoothNoise(this.#seed, load.device.index, at / WANDER_MS)
    const wished = load.typical * (IDLE_SHARE + (1 - IDLE_SHARE) * level)
    const booting = living > 0 && load.share < able ? 0.3 * load.typical * (1 - load.share) : 0
    load.watts = Math.min(wished, load.maximum) * load.share + booting
    if (living === 0) return
    const each = load.watts / living
    for (const cord of load.cords) if (cord.pdu.node.isLive) cord.pdu.add(cord.outlet, each, each / load.powerFactor)
  }
}
