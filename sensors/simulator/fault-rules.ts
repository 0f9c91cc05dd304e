import type { Estate } from '../../twin/model/estate.ts'
import { FAULTS, type FaultName } from '../../twin/model/fault-control.ts'
import type { Thing } from '../../twin/model/things.ts'
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
  const near = [...FAULTS].sort((a, b) => distance(a, text) - distance(b, text))[0] ?? ''
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
  const near = nearest(estate, rule, path)
  const advice = near === undefined ? 'this estate has none.' : `the nearest is ${near}.`
  if (!thing) {
    throw new SimulatorError('unknown-path', `${path} is nothing in the estate. ${name} needs ${rule.needs}; ${advice}`)
  }
  throw new SimulatorError(
    'fault-does-not-fit',
    `${name} does not fit ${path}, which is a ${thing.kind}. It needs ${rule.needs}; ${advice}`,
  )
}

/** Of all things that the fault fits: most of the path in common, then fewest letters different. */
function nearest(estate: Estate, rule: FaultRule, path: string): string | undefined {
  const asked = path.split('/')
  let best: { path: string; shared: number; distance: number } | undefined
  for (let index = 0; index < estate.extent; index++) {
    const thing = estate.thing(index)
    if (!thing || !rule.fits(thing)) continue
    const own = thing.path.split('/')
    const shared = asked.findIndex((segment, at) => segment !== own[at])
    const common = shared < 0 ? asked.length : shared
    if (best && common < best.shared) continue
    const away = distance(thing.path, path)
    if (!best || common > best.shared || away < best.distance)
      best = { path: thing.path, shared: common, distance: away }
  }
  return best?.path
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1])
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
