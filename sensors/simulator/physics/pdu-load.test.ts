import { describe, expect, it } from 'vitest'
import type { RackPdu } from '../../../twin/model/things.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { PduLoad } from './pdu-load.ts'
import { PowerNode } from './power-node.ts'

const [shipped] = smallEstate({ racks: 1 }).ofKind('rack-pdu')
if (!shipped) throw new Error('the small estate has PDUs')
const base: RackPdu = shipped
const at230 = (thing: RackPdu) => {
  const load = new PduLoad(thing, new PowerNode(thing, []), 1)
  load.node.voltage = 230
  return load
}

describe('a rack PDU', () => {
  it('adds line-to-neutral loads on their lines, and the imbalance in the neutral', () => {
    const load = at230(base)
    load.begin()
    // Wye 16, 10 and 4 A: neutral 10.4 A.
    for (const [outlet, amperes] of [
      [1, 16],
      [9, 10],
      [17, 4],
    ] as const) {
      load.add(outlet, 230 * amperes, 230 * amperes)
    }
    load.settle()
    expect([...load.lineAmperes]).toEqual([16, 10, 4])
    expect(load.neutralAmperes).toBeCloseTo(10.4, 1)
    expect(load.watts).toBeCloseTo(230 * 30, 6)
    expect(load.banks.map((bank) => bank.amperes)).toEqual([16, 10, 4])
  })

  it('adds two 16 A loads between lines that share one to 27.7 A on it', () => {
    const banks = (['l1-l2', 'l2-l3', 'l3-l1'] as const).map((lines, at) => ({
      ...base.banks[at],
      lines,
    })) as RackPdu['banks']
    const load = at230({ ...base, banks })
    load.begin()
    const each = 16 * 230 * Math.sqrt(3)
    load.add(1, each, each)
    load.add(9, each, each)
    load.settle()
    expect(load.lineAmperes[1]).toBeCloseTo(27.7, 1)
    expect(load.lineAmperes[0]).toBeCloseTo(16, 6)
    expect(load.banks[0]?.amperes).toBeCloseTo(16, 6)
    expect(load.neutralAmperes).toBeCloseTo(0, 6)
  })

  it('counts exactly the energy that its power says, in all and by outlet', () => {
    const load = at230(base)
    const before = load.wattHours
    load.begin()
    load.add(3, 1200, 1250)
    load.settle()
    for (let second = 0; second < 900; second++) load.carry(1)
    load.begin()
    load.add(3, 600, 620)
    load.settle()
    for (let second = 0; second < 1800; second++) load.carry(1)
    // 1,200 W for a quarter of an hour and 600 W for half of one.
    expect(load.wattHours - before).toBeCloseTo(300 + 300, 4)
    expect(load.outletWattHours(2)).toBeCloseTo(600, 6)
    expect(load.outletWattHours(3)).toBe(0)
  })
})
