import { editDistance } from '../../twin/kit/edit-distance.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { FAULTS, type FaultName } from '../../twin/model/fault-control.ts'
import { isWithin, type ThingPath } from '../../twin/model/path.ts'
import type { Thing } from '../../twin/model/things.ts'
import { nearestPath } from './nearest-path.ts'
import { SimulatorError } from './simulator-error.ts'

interface FaultRule {
  readonly fits: (thing: Thing) => boolean
  /** What it fits, for people. */
  readonly needs: string
}

const probe = (fits: (role: string) => boolean) => (thing: Thing) => thing.kind === 'probe' && fits(thing.role)
const kind =
  (...kinds: readonly Thing['kind'][]) =>
  (thing: Thing) =>
    kinds.includes(thing.kind)

const RULES: Readonly<Record<FaultName, FaultRule>> = {
  'feed-loss': { fits: kind('power-feed', 'power-panel'), needs: 'a power feed or a power panel' },
  'ups-on-battery': { fits: kind('ups'), needs: 'a UPS' },
  'cooler-down': { fits: kind('crah', 'chiller'), needs: 'an air handler or a chiller' },
  'door-open': { fits: probe((role) => role === 'door'), needs: 'a door contact (a probe of role door)' },
  leak: {
    fits: (thing) => thing.kind === 'crah' || (thing.kind === 'probe' && thing.role === 'leak'),
    needs: 'a leak rope (a probe of role leak) or an air handler',
  },
  smoke: {
    fits: probe((role) => role === 'smoke' || role === 'fire-suppression'),
    needs: 'a smoke head or a fire suppression contact (a probe of role smoke or fire-suppression)',
  },
  'generator-no-start': { fits: kind('generator'), needs: 'a generator' },
  'utility-loss': { fits: kind('utility'), needs: 'a utility' },
  'probe-freeze': { fits: kind('probe'), needs: 'a probe' },
  'probe-lie': { fits: kind('probe'), needs: 'a probe' },
  'probe-back-in-time': { fits: kind('probe'), needs: 'a probe that stamps its messages itself (JSON over MQTT)' },
  'pdu-silent': { fits: kind('rack-pdu'), needs: 'a rack PDU' },
  'pdu-late': { fits: kind('rack-pdu'), needs: 'a rack PDU' },
  'pdu-garbage': { fits: kind('rack-pdu'), needs: 'a rack PDU' },
  'broker-restart': { fits: kind('site'), needs: 'a site (there is one broker)' },
}

/** @throws SimulatorError for a name that is none, with those that are */
export function asFaultName(text: string): FaultName {
  const name = FAULTS.find((known) => known === text)
  if (name) return name
  const near = [...FAULTS].sort((a, b) => editDistance(a, text) - editDistance(b, text))[0] ?? ''
  throw new SimulatorError(
    'unknown-fault',
    `${text} is no fault; did you mean ${near}? Known are: ${FAULTS.join(', ')}.`,
  )
}

/**
 * The thing that a fault is for.
 * @throws SimulatorError that names the nearest path that the fault fits
 */
export function faultTarget(estate: Estate, name: FaultName, path: string): Thing {
  const rule = RULES[name]
  const thing = estate.find(path)
  if (thing && rule.fits(thing)) return thing
  const near = nearestPath(estate, path, rule.fits)
  const advice = near === undefined ? 'this estate has none.' : `the nearest is ${near}.`
  if (!thing) {
    throw new SimulatorError('unknown-path', `${path} is nothing in the estate. ${name} needs ${rule.needs}; ${advice}`)
  }
  throw new SimulatorError(
    'fault-does-not-fit',
    `${name} does not fit ${path}, which is a ${thing.kind}. It needs ${rule.needs}; ${advice}`,
  )
}

/**
 * The first thing at or below a path ('' for the whole estate) that a fault fits, for who names no thing.
 * @throws SimulatorError when there is none
 */
export function firstFitting(estate: Estate, name: FaultName, within: string): ThingPath {
  const rule = RULES[name]
  for (let index = 0; index < estate.extent; index++) {
    const thing = estate.thing(index)
    if (thing && rule.fits(thing) && isWithin(thing.path, within)) return thing.path
  }
  const place = within === '' ? 'in this estate' : `at or below ${within}`
  const near = nearestPath(estate, within, rule.fits)
  throw new SimulatorError(
    'fault-does-not-fit',
    `${name} needs ${rule.needs}, and there is none ${place}${near === undefined ? '.' : `; the nearest is ${near}.`}`,
  )
}
