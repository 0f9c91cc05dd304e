import type { Estate } from '../../twin/model/estate.ts'
import type { ActiveFault, FaultControl, FaultName } from '../../twin/model/fault-control.ts'
import { isWithin, parentPath, type ThingPath } from '../../twin/model/path.ts'
import type { Thing } from '../../twin/model/things.ts'
import { asFaultName, faultTarget } from './fault-rules.ts'
import type { ProbeGateway } from './mqtt/probe-gateway.ts'
import type { World } from './physics/world.ts'
import { SimulatorError } from './simulator-error.ts'
import type { AnswerFault, SnmpPark } from './snmp/snmp-park.ts'

/** What faults act upon. */
export interface FaultStage {
  readonly estate: Estate
  readonly world: World
  readonly park: SnmpPark
  readonly gateways: readonly ProbeGateway[]
  /** Takes the broker down; resolves when it is up again. */
  readonly restartBroker: () => Promise<void>
  /** Epoch milliseconds. */
  readonly clock: () => number
}

const ANSWERS: Partial<Record<FaultName, AnswerFault>> = {
  'pdu-silent': 'silent',
  'pdu-late': 'late',
  'pdu-garbage': 'garbage',
}
const ALARM_WORDS = { door: 'open', leak: 'leak', smoke: 'smoke', 'fire-suppression': 'alarm' } as const
/** Recirculation that an open door lets in front of a rack (assumed). */
const DOOR_RECIRCULATION = 0.12

/** Faults by name: each does its harm to the world or to a protocol, and clearing makes it good. */
export class FaultDesk implements FaultControl {
  readonly #stage: FaultStage
  readonly #active = new Map<string, { readonly fault: ActiveFault; readonly undo: () => void }>()
  #count = 0

  constructor(stage: FaultStage) {
    this.#stage = stage
  }

  async active(): Promise<readonly ActiveFault[]> {
    return [...this.#active.values()].map(({ fault }) => fault)
  }

  /** Injecting what is already active returns the one that is. */
  async inject(name: FaultName, path: ThingPath): Promise<ActiveFault> {
    const known = [...this.#active.values()].find(({ fault }) => fault.name === name && fault.path === path)
    if (known) return known.fault
    const checked = asFaultName(name)
    const thing = faultTarget(this.#stage.estate, checked, path)
    const fault: ActiveFault = {
      id: `fault-${++this.#count}`,
      name: checked,
      path: thing.path,
      since: this.#stage.clock(),
    }
    const undo = this.#apply(fault, thing)
    this.#active.set(fault.id, { fault, undo })
    return fault
  }

  async clear(id: string): Promise<void> {
    const found = this.#active.get(id)
    if (!found) {
      const ids = [...this.#active.keys()].join(', ') || 'none'
      throw new SimulatorError('not-active', `there is no active fault ${id}; active are: ${ids}.`)
    }
    this.#active.delete(id)
    found.undo()
  }

  #apply(fault: ActiveFault, thing: Thing): () => void {
    const { world, park } = this.#stage
    const answer = ANSWERS[fault.name]
    if (answer) {
      if (!park.has(thing.path)) throw notServed(thing.path)
      park.spoil(thing.path, answer)
      return () => park.spoil(thing.path, undefined)
    }
    if (thing.kind === 'probe') return this.#applyToProbe(fault.name, thing.path)
    if (thing.kind === 'crah') return this.#applyToCrah(fault.name, thing.path)
    if (thing.kind === 'site') {
      void this.#stage.restartBroker().then(() => this.#active.delete(fault.id))
      return () => undefined
    }
    const chiller = world.chillers.get(thing.path)
    if (chiller) return toggle((isOn) => (chiller.isFailed = isOn))
    const node = world.power.node(thing.path)
    if (!node) throw notServed(thing.path)
    const { ups, generator } = node
    if (ups) return toggle((isOn) => (ups.isInputRefused = isOn))
    if (generator) return toggle((isOn) => (generator.isStartBlocked = isOn))
    return toggle((isOn) => (node.isBroken = isOn))
  }

  #applyToCrah(name: FaultName, path: ThingPath): () => void {
    const crah = this.#stage.world.crahs.get(path)
    if (!crah) throw notServed(path)
    if (name === 'leak') return toggle((isOn) => (crah.hasLeak = isOn))
    return toggle((isOn) => (crah.isFailed = isOn))
  }

  #applyToProbe(name: FaultName, path: ThingPath): () => void {
    const { world, gateways } = this.#stage
    const probe = world.probes.get(path)
    if (!probe) throw notServed(path)
    if (name === 'probe-freeze') {
      probe.freeze(world.now)
      return () => probe.freeze(undefined)
    }
    if (name === 'probe-back-in-time') {
      const gateway = gateways.find((one) => one.manner === 'json' && one.probes.includes(probe))
      if (!gateway) {
        const other = gateways.find((one) => one.manner === 'json')?.probes[0]?.probe.path
        throw new SimulatorError(
          'fault-does-not-fit',
          `${name} does not fit ${path}: its messages carry no time of their own. ${other ? `One that does is ${other}.` : 'This estate has none that do.'}`,
        )
      }
      gateway.setBackwards(probe, true)
      return () => gateway.setBackwards(probe, false)
    }
    const { role } = probe.probe
    const alarm = role in ALARM_WORDS ? ALARM_WORDS[role as keyof typeof ALARM_WORDS] : undefined
    const undoPlace = name === 'door-open' ? this.#openDoor(path) : () => undefined
    return toggle((isOn) => {
      if (alarm) probe.word = isOn ? alarm : probe.quietWord
      else probe.isLying = isOn
    }, undoPlace)
  }

  /** Of a rack: warm air comes in front of it. Of a room: weather comes in. */
  #openDoor(path: ThingPath): () => void {
    const place = parentPath(path)
    for (const room of this.#stage.world.rooms) {
      for (const aisle of room.aisles) {
        const rack = aisle.racks.find((one) => one.rack.path === place)
        if (!rack) continue
        rack.extraRecirculation = DOOR_RECIRCULATION
        return () => {
          rack.extraRecirculation = 0
        }
      }
      if (!isWithin(place, room.room.path)) continue
      room.isDoorOpen = true
      return () => {
        room.isDoorOpen = false
      }
    }
    return () => undefined
  }
}

/** Sets now; what is returned unsets. */
function toggle(set: (isOn: boolean) => void, also: () => void = () => undefined): () => void {
  set(true)
  return () => {
    set(false)
    also()
  }
}

function notServed(path: ThingPath): SimulatorError {
  return new SimulatorError('fault-does-not-fit', `${path} is not simulated here: start the simulator without --only.`)
}
