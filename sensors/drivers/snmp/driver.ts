import { setMaxListeners } from 'node:events'
import type { Driver, Session, Target } from '../../driver.ts'
import { pointFilter } from '../../profiles/point-filter.ts'
import { type SnmpMap, snmpMap } from '../../profiles/snmp-map.ts'
import type { SnmpProfile } from '../../profiles/snmp-profile.ts'
import { namedProfile } from '../named-profile.ts'
import { snmpAccess } from './access.ts'
import { type ActivePoint, addPoint } from './active-point.ts'
import { discover } from './discover.ts'
import { snmpErrors } from './errors.ts'
import { type Choice, chooseProfiles, identityOf, readIdentity, readSystem, type SystemGroup } from './identify.ts'
import { Lane } from './lane.ts'
import type { Reader } from './reader.ts'
import { Requester } from './requester.ts'
import { SnmpSession } from './session.ts'
import { sumTakes } from './sum-points.ts'
import { addressOf, type SnmpTarget, snmpTarget } from './target.ts'
import { Wire } from './wire.ts'

/**
 * Reads devices by SNMP v2c and v3 (v1 where a device knows nothing else). Sessions with one host and port share a lane: one
 * request in flight. Options of a target: `version`, `tries`, `maxVarbinds`, `maxRepetitions`, `maxRows`, `refresh`.
 * @param profiles device families and standards
 */
export function snmpDriver(profiles: readonly SnmpProfile[]): Driver {
  const lanes = new Map<string, Lane>()
  const maps = new Map(profiles.map((profile) => [profile, snmpMap(profile)]))
  return {
    name: 'snmp',
    schemes: ['snmp'],
    async open(target, signal) {
      const parsed = snmpTarget(target)
      const { host, port, options } = parsed
      const named = target.profile === undefined ? undefined : namedProfile('SNMP', profiles, target.profile)
      const access = snmpAccess(host, target.credential, options.version)
      if (signal.aborted) throw snmpErrors.aborted(host)
      setMaxListeners(0, signal)
      const { address, family } = await addressOf(host)
      const wire = await Wire.open(address, family, port, access.rule)
      const key = `${address} ${port}`
      const lane = lanes.get(key) ?? new Lane()
      lanes.set(key, lane)
      lane.use()
      const name = port === 161 ? host : `${host}:${port}`
      const requester = new Requester(name, wire, access, lane, { timeoutMs: target.timeoutMs, tries: options.tries })
      let isOpen = true
      const close = () => {
        if (!isOpen) return
        isOpen = false
        requester.close()
        if (lane.release()) lanes.delete(key)
      }
      try {
        return await session(
          readerFor(requester, parsed),
          maps,
          { ...target, named },
          options.refresh * 1000,
          close,
          signal,
        )
      } catch (error) {
        close()
        throw error
      }
    },
  }
}

function readerFor(requester: Requester, { options }: SnmpTarget): Reader {
  return {
    requester,
    getSize: { now: options.maxVarbinds, proven: 0 },
    bulkSize: { now: options.maxRepetitions, proven: 0 },
    limits: { maxRows: options.maxRows },
  }
}

async function session(
  reader: Reader,
  maps: ReadonlyMap<SnmpProfile, SnmpMap>,
  target: Target & { readonly named: SnmpProfile | undefined },
  refreshMs: number,
  close: () => void,
  signal: AbortSignal,
): Promise<Session> {
  const system = await readSystem(reader, signal)
  const choice = await chooseProfiles(reader, system, [...maps.keys()], target.named, signal)
  const wants = pointFilter(target.points)
  const sums = choice.profiles
    .flatMap((profile) => profile.sums)
    .filter(({ name }, at, all) => wants(name) && all.findIndex((other) => other.name === name) === at)
  // Parts of a wanted sum are read too; they are left out of the readings where nobody asked for them.
  const wanted = target.points && [...target.points, ...sums.flatMap(({ of }) => of)]
  const isRead = (name: string) => wants(name) || sums.some((sum) => sumTakes(sum, name))
  const lookFor = async (only: readonly string[] | undefined, takes: typeof isRead, stop: AbortSignal) => {
    const points = new Map<string, ActivePoint>()
    const used: SnmpProfile[] = []
    const unknown = new Map<string, string>()
    for (const profile of choice.profiles) {
      const map = maps.get(profile)
      const all = map ? await discover(reader, map, only, stop, unknown) : []
      const isUsed = all.filter(({ name }) => takes(name)).map((point) => addPoint(points, point))
      if (isUsed.includes(true)) used.push(profile)
    }
    // What one profile leaves out another may have read.
    for (const { oid } of points.values()) unknown.delete(oid)
    return { points: [...points.values()], used, unknown: [...new Set(unknown.values())] }
  }
  const look = (stop: AbortSignal) => lookFor(wanted, isRead, stop)
  const { points, used, unknown } = await look(signal)
  if (points.length === 0) {
    const all = target.points ? (await lookFor(undefined, () => true, signal)).points.map(({ name }) => name) : []
    if (target.points && all.length > 0) throw snmpErrors.noSuchPoint(reader.requester.host, target.points, all)
    const others = target.named ? await chooseProfiles(reader, system, [...maps.keys()], undefined, signal) : undefined
    throw nothing(reader, system, choice, others)
  }
  // A device profile may know who the device is, and leave what it measures to a supplement.
  const told: Awaited<ReturnType<typeof readIdentity>> = {}
  for (const { identity } of new Set([...choice.profiles.slice(0, 1), ...used]))
    Object.assign(told, { ...(await readIdentity(reader, identity ?? {}, signal)), ...told })
  return new SnmpSession({
    reader,
    identity: identityOf(system, choice, used, told),
    points,
    unknown,
    sums,
    wants,
    look,
    refreshMs,
    close,
  })
}

function nothing(reader: Reader, { description, objectId }: SystemGroup, choice: Choice, others?: Choice): Error {
  const ids = choice.profiles.map(({ id }) => id).join(', ')
  const tried = choice.generic ? `any of the standard tables${ids === '' ? '' : ` (${ids})`}` : `profile ${ids}`
  const better = others?.generic === false ? others.profiles[0]?.id : undefined
  return snmpErrors.nothing(reader.requester.host, description, objectId || '(none)', tried, better)
}
