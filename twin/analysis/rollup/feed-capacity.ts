import type { PowerFeed, RackPdu } from '../../model/things.ts'
import type { Amperes, VoltAmperes } from '../../model/units.ts'

/** What may flow without end: rating times the derating k of continuous load. */
export interface DeratedCapacity {
  readonly voltAmperes: VoltAmperes
  /** Per line. */
  readonly perLine: Amperes
}

/** Used where no feed says its derating: the strictest of the field (NEC 210.19, 0.8), so that no headroom is invented. */
const ASSUMED_DERATING = 0.8
/** Serbia's public grid, EN 60038: 230 V between line and neutral. Used where no feed says its voltage. */
const ASSUMED_LINE_TO_NEUTRAL = 230

/** S = V·I for one phase, √3·V_LL·I = 3·V_LN·I for three. NaN of a feed that says no amperage. */
export function feedCapacity(feed: PowerFeed): DeratedCapacity {
  return capacity(feed, feed.phase, feed.amperage ?? Number.NaN)
}

/** The smaller of the rack PDU's own rating and that of its feed; its own, which it must not pass in any case, where the feed says none. */
export function pduCapacity(pdu: RackPdu, feed: PowerFeed | undefined): DeratedCapacity {
  if (feed === undefined) {
    const perLine = ASSUMED_DERATING * pdu.amperage
    const lines = pdu.phase === 'three' ? 3 : 1
    return { voltAmperes: (perLine * ASSUMED_LINE_TO_NEUTRAL * lines) as VoltAmperes, perLine: perLine as Amperes }
  }
  const phase = feed.phase === 'three' && pdu.phase === 'three' ? 'three' : 'single'
  return capacity(feed, phase, Math.min(pdu.amperage, feed.amperage ?? pdu.amperage))
}

function capacity(feed: PowerFeed, phase: 'single' | 'three', amperage: number): DeratedCapacity {
  const perLine = feed.derating * amperage
  const lineToLine = feed.voltageIs === 'line-to-line'
  let volts: number = feed.voltage
  if (feed.supply === 'ac') {
    if (phase === 'three') volts *= lineToLine ? Math.sqrt(3) : 3
    // One line of a wye supply is loaded against the neutral, of a delta supply against another line.
    else if (lineToLine && feed.wiring === 'wye' && feed.phase === 'three') volts /= Math.sqrt(3)
  }
  return { voltAmperes: (volts * perLine) as VoltAmperes, perLine: perLine as Amperes }
}
