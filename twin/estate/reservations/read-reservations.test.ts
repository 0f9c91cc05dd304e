import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reserved } from '../../kit/testing/reserved.ts'
import { withReservation } from './edit-reservations.ts'
import { ReservationsError } from './errors.ts'
import { readReservations } from './read-reservations.ts'

const read = (text: string) => readReservations(new TextEncoder().encode(text), 'reservations.yaml')

function problems(text: string): readonly string[] {
  try {
    read(text)
    return []
  } catch (error) {
    if (!(error instanceof ReservationsError)) throw error
    expect(error.message.split('\n')[0]).toContain('reservations.yaml')
    return error.diagnostics.map(({ allowed, found, line, message, nearest, path }) =>
      [`${line}: ${path.at(-1)} ${message}`, found, allowed, nearest].join(' | '),
    )
  }
}

const good = `version: 1
reservations:
  - id: r1
    name: One
    by: Ana
    made: 2026-11-25
    from: 2027-03-01
    devices:
      - rack: s/hall/rack
        name: a
        position: 3.5
        figures: { units: 1, power: 1.8 kW, weight: 28 kg, ports: 2 }
        cords: [pdu-a:7, s/hall/other/pdu-b:9]
`

test('a device of figures of its own, with cords to rack PDUs of its rack and by whole paths', () => {
  const [{ devices } = { devices: [] }] = read(good).reservations
  expect(devices).toEqual([
    {
      ...{ rack: 's/hall/rack', name: 'a', face: 'front', position: 3.5 },
      is: { figures: { units: 1, watts: 1800, weight: 28, ports: 2 } },
      cords: [
        { supply: 1, pdu: 's/hall/rack/pdu-a', outlet: 7 },
        { supply: 2, pdu: 's/hall/other/pdu-b', outlet: 9 },
      ],
    },
  ])
})

const planned = good.replace(
  'reservations:',
  `plans:
  - id: p1
    name: Land registry, second stage
    by: Milica
    made: 2026-11-26
    from: 2027-09-01
    place: s/hall
    power: 120 kW
    units: 84
reservations:`,
)

test('a plan is of a place, with power and units, beside what is reserved', () => {
  expect(read(good).plans).toEqual([])
  const { plans, reservations } = read(planned)
  expect(reservations).toEqual(read(good).reservations)
  expect(plans).toEqual([
    {
      ...{ id: 'p1', name: 'Land registry, second stage', by: 'Milica', made: '2026-11-26', from: '2027-09-01' },
      ...{ place: 's/hall', watts: 120_000, units: 84 },
    },
  ])
})

test('the faults of a plan are told by line: an id that a reservation has, a place that is none, an end before the beginning', () => {
  const bad = planned
    .replace('id: p1', 'id: r1')
    .replace('place: s/hall', 'place: s//hall')
    .replace('power: 120 kW', 'power: 120 kW\n    until: 2027-08-01')
  const told = (text: string) => problems(text).map((problem) => problem.split(' | ')[0])
  expect(told(bad)).toEqual([
    '8: place is no path',
    '10: until is not after the first day',
    '13: id is the id of another one above',
  ])
})

test('every fault is told at once, each with its line, what was found and what is allowed', () => {
  const bad = good
    .replace('from: 2027-03-01', 'form: 2027-03-01')
    .replace('made: 2026-11-25', 'made: 2027-02-29')
    .replace('position: 3.5', 'position: 3.2')
    .replace('pdu-a:7', 'pdu-a')
    .replace('1.8 kW', '1.8')
  expect(problems(bad)).toEqual([
    '6: made is no day of the calendar | 2027-02-29 | year-month-day: 2027-03-01 | ',
    '3: from is missing |  | a day of the calendar: 2027-03-01 | ',
    '11: position is not allowed | 3.2 | steps of 0.5 | ',
    '12: power is not what belongs here | 1.8 | power, written with its unit, as `8 MW` (kW, W, MW) | ',
    '13: 0 is no outlet of a rack PDU | pdu-a | a rack PDU of the rack, or its whole path, and the outlet: pdu-a:7 | ',
    '7: form is no field here | form | id, name, by, made, from, until, note, devices | from',
  ])
})

test('a leap day is a day; an end that is not after the beginning, an id twice, and a device of nothing are refused', () => {
  expect(problems(good.replace('2027-03-01', '2028-02-29'))).toEqual([])
  expect(problems(good.replace('from: 2027-03-01', 'from: 2027-03-01\n    until: 2027-03-01'))).toEqual([
    '8: until is not after the first day | 2027-03-01 | a day after 2027-03-01 | ',
  ])
  const twice = `${good}${good.slice(good.indexOf('  - id'))}`
  expect(problems(twice)).toEqual(['14: id is the id of another one above | r1 | an id of its own | '])
  expect(problems(good.replace(/ {8}figures.*\n/, ''))).toEqual([
    '9: 0 says not what the device is | neither | either type or figures | ',
  ])
})

test('an empty list and none are no reservations', () => {
  expect([
    read('version: 1\n').reservations,
    read('version: 1\nreservations:\n').reservations,
    read('version: 1\nreservations: []\n').reservations,
  ]).toEqual([[], [], []])
})

test('any text is read or refused with the lines of what is wrong, never anything else', () => {
  const whole = withReservation(
    withReservation('', reserved('r1', '2027-03-01', undefined, {})),
    reserved('r2', '2027-03-01', undefined, {}),
  )
  const piece = fc.oneof(
    fc.constantFrom('[', '}', ': ', '- ', '\n', '&a ', '*a', '|', '"', '#', '2027-02-30', 'null'),
    fc.string({ maxLength: 9 }),
  )
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(60), piece, (at, cut, put) => {
      const begin = Math.floor(at * whole.length)
      for (const told of problems(whole.slice(0, begin) + put + whole.slice(begin + cut)))
        expect(told).toMatch(/^\d+: /)
    }),
    { numRuns: 120 },
  )
})
