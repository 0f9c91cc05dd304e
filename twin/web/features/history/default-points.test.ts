import { describe, expect, it } from 'vitest'
import type { PointView } from '../../../protocol/rest.ts'
import { defaultPoints } from './default-points.ts'

const point = (path: string, quantity: PointView['quantity']): PointView => ({ index: 0, path, quantity, unit: 'x' })

describe('the points that a chart begins with', () => {
  it('are the intake temperatures and the power of the rack PDUs of a rack, not those of single servers and lines', () => {
    expect(
      defaultPoints([
        point('r/pdu-a/l1/power', 'power'),
        point('r/pdu-a/power', 'power'),
        point('r/pdu-b/power', 'power'),
        point('r/exhaust-bottom/temperature', 'temperature'),
        point('r/exhaust-middle/temperature', 'temperature'),
        point('r/exhaust-top/temperature', 'temperature'),
        point('r/intake-top/temperature', 'temperature'),
        point('r/intake-bottom/temperature', 'temperature'),
        point('r/server-1/cpu-1/temperature', 'temperature'),
        point('r/intake-top/humidity', 'humidity'),
      ]),
    ).toEqual([
      'r/intake-bottom/temperature',
      'r/intake-top/temperature',
      'r/exhaust-bottom/temperature',
      'r/exhaust-middle/temperature',
      'r/pdu-a/power',
      'r/pdu-b/power',
    ])
  })

  it('are what a UPS carries and the charge of its battery, not its bypass', () => {
    const named = (names: readonly string[], quantity: PointView['quantity']) =>
      names.map((name) => point(`s/ups-a/${name}`, quantity))
    const powers = [
      'bypass-l1/power',
      'bypass-l2/power',
      'input-l1/power',
      'output-l1/power',
      'output-l2/power',
      'output-l3/power',
    ]
    expect(
      defaultPoints([
        ...named(['battery/temperature'], 'temperature'),
        ...named(powers, 'power'),
        ...named(['battery/charge'], 'charge'),
      ]),
    ).toEqual([
      's/ups-a/output-l1/power',
      's/ups-a/output-l2/power',
      's/ups-a/output-l3/power',
      's/ups-a/input-l1/power',
      's/ups-a/battery/charge',
    ])
  })

  it('are never more than six, and none where nothing is measured', () => {
    const many = (['temperature', 'power', 'humidity'] as const).flatMap((quantity) =>
      Array.from({ length: 40 }, (_, at) => point(`r/p-${at}/${quantity}`, quantity)),
    )
    expect(defaultPoints(many)).toHaveLength(6)
    expect(defaultPoints([])).toEqual([])
    expect(defaultPoints([point('d/state', 'state')])).toEqual([])
  })
})
