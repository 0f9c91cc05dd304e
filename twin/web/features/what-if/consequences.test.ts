import { describe, expect, it } from 'vitest'
import type { FailView } from '../../../protocol/planning.ts'
import { createTranslator } from '../../i18n/translator.ts'
import { consequences } from './consequences.ts'

const english = createTranslator('en')
const counts = { down: 0, throttled: 0, exposed: 0 }
const use = { share: 1.03, by: 'l2', value: 33.1, limit: 32, unit: 'A', atLeast: false } as const

const overheat = (room: string, passes: 'later' | 'never', seconds: number | null) => ({
  ...{ room, passes, seconds, airClass: 'A2', limit: 35, lost: [], unitsLeft: 2, units: 8 },
  ...{ heat: 2e6, cooling: 5e5, liquidUncooled: 0 },
  ...{ intake: { celsius: 22.5, how: 'assumed' } as const, parameters: { how: 'assumed' } as const },
})

const nothing: FailView['atOnce'] = {
  counts: { ...counts, overloads: 0, trips: 0, wattsDown: 0 },
  ...{
    places: [],
    services: [],
    network: { devices: 0, ports: 0, unknown: 0 },
    trips: [],
    down: [],
    throttled: [],
    exposed: [],
    singlePoints: [],
    overloads: [],
    onBattery: [],
    onGenerator: [],
    chain: [],
    overheats: [],
  },
}

describe('the list of consequences', () => {
  it('is empty where nothing follows', () => {
    expect(consequences(nothing, english)).toEqual([])
  })

  it('begins with what opens and what goes down, services before racks and most first, and says figures with the line', () => {
    const lines = consequences(
      {
        ...nothing,
        trips: [{ path: 's/rack/pdu', bank: 'b1', by: 'c', does: 'opens', after: 90, use }],
        places: [
          { path: 's/rack-1', ...counts, down: 1 },
          { path: 's/rack-2', ...counts, down: 7, exposed: 2 },
        ],
        services: [
          { service: 'portal', ...counts, down: 8 },
          { service: 'backup', ...counts, exposed: 2 },
        ],
        overloads: [{ path: 's/feed', now: { ...use, share: 0.5 }, after: use }],
        overheats: [overheat('s/hall-1', 'later', 90), overheat('s/hall-2', 'never', null)],
        onGenerator: [{ path: 's/generator', watts: 500_000, startSeconds: 12, fuelSeconds: null }],
      },
      english,
    )
    const nbsp = (text: string) => text.replaceAll('\u00a0', ' ')
    expect(lines.map(({ what, where, how }) => [what, where, nbsp(how)])).toEqual([
      ['trip', 's/rack/pdu', '33.1 A / 32 A (L2) · 103 %, after 90.0 s'],
      ['hot', 's/hall-1', '35 °C (A2) after about 90.0 s; 500 kW of 2.00 MW cooled; room assumed'],
      ['service', 'portal', '8 devices down'],
      ['down', 's/rack-2', '7 devices'],
      ['down', 's/rack-1', '1 device'],
      ['service', 'backup', '2 without redundancy'],
      ['overloaded', 's/feed', '33.1 A / 32 A (L2) · 103 %, now 50.0 %'],
      ['exposed', 's/rack-2', '2 devices'],
      ['generator', 's/generator', '500 kW, fuel not known'],
    ])
    expect(lines[0]?.bank).toBe('b1')
  })
})
