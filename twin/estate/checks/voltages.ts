import type { DraftThing } from '../expand/expansion.ts'
import type { DraftOf, DraftsByPath } from './drafts-by-path.ts'
import { type EstateProblem, within } from './estate-problem.ts'

/** Nominal voltages are rounded: 230 V to the neutral are 398 V between the lines, and are called 400 V. */
const ROUNDING = 0.02
/** What a supply may deviate (IEC 60038: 230/400 V ± 10 %): a strip rated 400 V serves on 380 V and 415 V as well. */
const SUPPLY_RANGE = 0.1

/** What a thing is at: between the lines where it is alternating current. */
interface Level {
  readonly volts: number
  readonly isDirect: boolean
}

type Said = Omit<EstateProblem, 'origin'>

/** Panels and feeds whose voltage is another than that of what they draw from: only a transformer or a UPS changes it. */
export function* checkVoltages(things: DraftsByPath): Iterable<EstateProblem> {
  for (const { thing, origin } of things.drafts) {
    if (thing.kind !== 'power-panel' && thing.kind !== 'power-feed') continue
    const own = levelOf(thing)
    for (const { from } of thing.supplies) {
      const source = things.get(from)?.thing
      const given = source && levelOf(source)
      if (!source || !own || !given || own.isDirect !== given.isDirect || agree(own, given, ROUNDING)) continue
      yield {
        origin: within(origin, 'voltage'),
        message: 'is another voltage than that of what it draws from',
        found: written(thing),
        allowed: `${bothWays(given)}, as ${from}, or a transformer between them`,
      }
    }
  }
}

/** What is wrong where a rack PDU of a rated voltage is plugged into a source of another; nothing where its type names none. */
export function misfitOfVoltage(pdu: DraftOf<'rack-pdu'>, source: DraftThing): Said | undefined {
  const given = levelOf(source)
  if (pdu.voltage === undefined || !given) return undefined
  const rated = given.isDirect
    ? { volts: pdu.voltage, isDirect: true }
    : betweenLines(pdu.voltage, pdu.voltageIs ?? 'line-to-line')
  if (agree(rated, given, SUPPLY_RANGE)) return undefined
  return {
    message: 'is rated for another voltage than that of what it draws from',
    found: `${pdu.manufacturer} ${pdu.model}, ${pdu.voltage} V ${pdu.voltageIs ?? ''}`.trim(),
    allowed: `within 10 % of ${bothWays(given)}, as ${source.path}`,
  }
}

/** Of what has a voltage of its own; that of the grid is said between the lines. */
function levelOf(thing: DraftThing): Level | undefined {
  if (thing.kind === 'utility') return betweenLines(thing.voltage, 'line-to-line')
  if (thing.kind === 'power-panel') return betweenLines(thing.voltage, thing.voltageIs)
  if (thing.kind !== 'power-feed') return undefined
  return thing.supply === 'dc' ? { volts: thing.voltage, isDirect: true } : betweenLines(thing.voltage, thing.voltageIs)
}

function betweenLines(volts: number, is: 'line-to-line' | 'line-to-neutral'): Level {
  return { volts: is === 'line-to-line' ? volts : volts * Math.sqrt(3), isDirect: false }
}

function agree(a: Level, b: Level, share: number): boolean {
  return Math.abs(a.volts - b.volts) <= share * b.volts
}

function written({ voltage, voltageIs }: DraftOf<'power-panel'> | DraftOf<'power-feed'>): string {
  return `${voltage} V ${voltageIs}`
}

function bothWays({ volts, isDirect }: Level): string {
  if (isDirect) return `${volts} V`
  return `${Math.round(volts)} V line-to-line (${Math.round(volts / Math.sqrt(3))} V line-to-neutral)`
}
