import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reserved } from '../../kit/testing/reserved.ts'
import type { Day } from '../../model/day.ts'
import type { Reservation } from '../../model/reservation.ts'
import { kilograms, rackUnits, watts } from '../../model/units.ts'
import { withoutReservation, withReservation } from './edit-reservations.ts'
import { readReservations } from './read-reservations.ts'

const read = (text: string) => readReservations(new TextEncoder().encode(text), 'reservations.yaml').reservations
const one = reserved('r1', '2027-03-01', '2027-06-01', { cords: ['pdu-a:7', 'pdu-b:7'] })
const two = reserved('r2', '2027-04-01', undefined, { face: 'rear', is: { type: 'server-2u' } })

test('the first one makes the file; each further one adds lines at its end alone', () => {
  const first = withReservation('', one)
  expect(first).toContain(`reservations:
  - id: r1
    name: Project r1
    by: Ana
    made: 2026-11-25
    from: 2027-03-01
    until: 2027-06-01
    devices:
      - rack: s/hall/rack
        name: r1-1
        position: 10
        figures:
          units: 2
          power: 1800 W
        cords:
          - pdu-a:7
          - pdu-b:7
`)
  const both = withReservation(first, two)
  expect(both.startsWith(first)).toBe(true)
  expect(read(both)).toEqual([one, two])
})

test('cancelling takes the lines of that one, its comments, and nothing else', () => {
  const text = `# ours
version: 1 # the first
reservations:
  # for the ministry
  - id: r1
    name: "One"   # quoted
    by: Ana
    made: 2026-11-25
    from: 2027-03-01
    devices:
      - { rack: s/hall/rack, name: a, position: 3, type: server-2u }
      # the last of them

  # of the archive
  - id: r2
    name: Two
    by: Ana
    made: 2026-11-25
    from: 2027-03-01
    devices: [{ rack: s/hall/rack, name: b, position: 5, type: server-2u }]
`
  const lines = text.split('\n')
  expect(withoutReservation(text, 'r2')).toBe(lines.slice(0, 14).concat('').join('\n'))
  const left = withoutReservation(text, 'r1') ?? ''
  expect(left).toContain('# of the archive\n  - id: r2\n')
  expect(left).toContain('# for the ministry\n')
  expect(read(left).map(({ id }) => id)).toEqual(['r2'])
  expect(withoutReservation(text, 'r3')).toBeUndefined()
  const none = withoutReservation(withoutReservation(text, 'r2') ?? '', 'r1') ?? ''
  expect(read(none)).toEqual([])
  expect(read(withReservation(none, one))).toEqual([one])
})

test('lists in brackets, lists before other fields and ends of lines of Windows stay usable', () => {
  const own = withReservation('', one)
  expect(read(withReservation('version: 1\nreservations: []\n', one))).toEqual([one])
  expect(read(withReservation('version: 1', one))).toEqual([one])
  expect(read(withReservation('version: 1\nreservations: # none\n', one))).toEqual([one])
  const turned = `${own.slice(own.indexOf('reservations:'))}version: 1\n`
  expect(read(withReservation(turned, two))).toEqual([one, two])
  expect(read(withoutReservation(withReservation(turned, two), 'r1') ?? '')).toEqual([two])
  const windows = withReservation(own.replaceAll('\n', '\r\n'), two)
  expect(windows.replaceAll('\r\n', '')).not.toContain('\n')
  expect(read(windows)).toEqual([one, two])
})

const text = fc
  .string({ minLength: 1, maxLength: 30 })
  .filter((one) => /^[^\p{C}\p{Z}]/u.test(one) && !/\p{C}/u.test(one))
const anyReservation = fc.record({
  name: text,
  by: text,
  note: fc.option(text, { nil: undefined }),
  position: fc.integer({ min: 2, max: 80 }),
  draws: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
  weight: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
  cords: fc.array(fc.integer({ min: 1, max: 48 }), { maxLength: 4 }),
})

function made(id: string, given: typeof anyReservation extends fc.Arbitrary<infer T> ? T : never): Reservation {
  const { by, cords, draws, name, note, position, weight } = given
  const plain = reserved(id, '2027-03-01', undefined, { cords: cords.map((outlet) => `pdu-a:${outlet}`) })
  const figures = {
    units: rackUnits(1),
    watts: watts(Number(draws.toFixed(3))),
    ...(weight !== undefined && { weight: kilograms(weight) }),
  }
  const devices = plain.devices.map((device) => ({ ...device, position: rackUnits(position / 2), is: { figures } }))
  return { ...plain, name, by, made: '2026-11-25' as Day, ...(note !== undefined && { note }), devices }
}

test('whatever is reserved is read back as it was, and cancelling any of it leaves the others as they were written', () => {
  fc.assert(
    fc.property(fc.array(anyReservation, { minLength: 1, maxLength: 5 }), fc.nat(), (given, which) => {
      const all = given.map((each, place) => made(`r${place + 1}`, each))
      const file = all.reduce(withReservation, '')
      expect(read(file)).toEqual(all)
      const gone = all[which % all.length]
      const left = withoutReservation(file, gone?.id ?? '') ?? ''
      expect(left).toBe(
        all.filter((each) => each !== gone).reduce(withReservation, '') || file.slice(0, file.indexOf('  - id')),
      )
    }),
    { numRuns: 40 },
  )
})
