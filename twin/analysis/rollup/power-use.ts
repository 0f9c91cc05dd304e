/** A rack PDU with what it carries now and what its side may carry. */
export interface PduLoad {
  readonly side: 'a' | 'b' | 'single'
  /** Derated, of the PDU or its feed, whichever is smaller. */
  readonly capacity: number
  /** Derated, per line, in amperes. */
  readonly perLine: number
  /** In volt-amperes (watts where apparent power is not measured); NaN where neither is. */
  readonly load: number
  /** Current of lines 1 to 3 in amperes; NaN where not measured. */
  readonly lines: readonly [number, number, number]
}

/**
 * How much of what survives the loss of one feed is used: 1 is full. Sides A and B back each other up, so both loads
 * together are held against the smaller side, in total and on each line (L_A + L_B ≤ k·rating of one feed, domain.md). Two feeds
 * of 5 kW with 3.5 kW on each are at 1.4, never at 0.7. What has one side only is held against that side.
 *
 * NaN where a part is not measured, unless what is measured is already too much.
 */
export function failoverUse(pdus: readonly PduLoad[]): number {
  const a = pdus.filter((pdu) => pdu.side === 'a')
  const b = pdus.filter((pdu) => pdu.side === 'b')
  const groups = pdus.filter((pdu) => pdu.side === 'single').map((pdu) => groupUse([pdu], [[pdu]]))
  if (a.length > 0 && b.length > 0) groups.push(groupUse([...a, ...b], [a, b]))
  else for (const side of [a, b]) if (side.length > 0) groups.push(groupUse(side, [side]))
  return groups.length === 0 ? Number.NaN : Math.max(...groups)
}

/**
 * The use of feeds and of a power limit of the rack's own, whichever is worse.
 * @param use of the feeds, as failoverUse gives it
 * @param watts NaN where not measured
 */
export function limitedUse(use: number, watts: number, limit: number): number {
  const share = watts / limit
  // A part is not measured: too little says nothing, too much is too much.
  if (Number.isNaN(use)) return share > 1 ? share : Number.NaN
  return share > use ? share : use
}

function groupUse(loads: readonly PduLoad[], sides: readonly (readonly PduLoad[])[]): number {
  const smallest = Math.min(...sides.map((side) => side.reduce((sum, pdu) => sum + pdu.capacity, 0)))
  const smallestLine = Math.min(...sides.map((side) => side.reduce((sum, pdu) => sum + pdu.perLine, 0)))
  let measured = 0
  let complete = true
  for (const { load } of loads) {
    if (Number.isNaN(load)) complete = false
    else measured += load
  }
  let use = measured / smallest
  for (const line of [0, 1, 2] as const) {
    const amperes = loads.reduce((sum, pdu) => sum + (Number.isNaN(pdu.lines[line]) ? 0 : pdu.lines[line]), 0)
    use = Math.max(use, amperes / smallestLine)
  }
  return complete || use > 1 ? use : Number.NaN
}
