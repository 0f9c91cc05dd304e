import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadEstate } from '../../estate/load-estate.ts'
import { nearestPath } from '../../estate/nearest-path.ts'
import { ReservationsFile } from '../../estate/reservations/reservations-file.ts'
import { smallEstate } from '../../estate/testing/small-estate.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { epochMs } from '../../model/units.ts'
import { runCommand } from '../run-command.ts'
import { capacityCommand } from './capacity-command.ts'
import { failCommand } from './fail-command.ts'
import { placeCommand } from './place-command.ts'
import { reservationsCommands } from './reservations-command.ts'

const ROW = 'site/hall/row-a'

/** The commands on an estate in a folder, on 25 November 2026, with reservations in the file beside it. */
async function opened() {
  const folder = await temporaryFolder()
  const path = join(folder.path, 'reservations.yaml')
  const reserved = { book: () => new ReservationsFile(path), now: () => epochMs(Date.UTC(2026, 10, 25, 12)) }
  await writeFile(join(folder.path, 'estate.yaml'), smallEstate())
  const loaded = loadEstate(folder.path)
  const questions = { loadEstate: () => loaded, nearestPath, reserved }
  const commands = [
    capacityCommand(questions),
    failCommand(questions),
    placeCommand(questions),
    ...reservationsCommands(questions),
  ]
  return {
    path,
    estate: (await loaded).estate,
    oblak: async (...words: readonly string[]) => {
      const { io, messages, out } = recordedIo({ environment: { USER: 'milica' } })
      const status = await runCommand(commands, '0', words, io, new AbortController().signal)
      const text = out.join('\n')
      return { status, text, messages: messages.join('\n'), json: () => JSON.parse(text) }
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

const FOUR = ['place', '--count', '4', '--units', '2', '--watts', '800', '--in', ROW] as const
const REGISTRY = ['--reserve', 'Land registry', '--from', '2027-03-01', '--until', '2027-09-01'] as const

test('from a place that was found to the file, the answers of its days, and out of it again', async () => {
  await using shop = await opened()
  const { oblak, path } = shop
  const before = (await oblak('capacity', ROW, '--json')).json().places[0]
  expect(before.reserved).toMatchObject({ devices: 0, edits: [] })

  const made = await oblak(...FOUR, ...REGISTRY, '--note', 'tender 12/2026')
  expect(made.status, made.messages).toBe(0)
  expect(made.text).toContain(`reserved as r1 from 2027-03-01 until 2027-09-01, in ${path}`)
  const file = await readFile(path, 'utf8')
  expect(file).toContain(
    '  - id: r1\n    name: Land registry\n    by: milica\n    made: 2026-11-25\n    from: 2027-03-01\n',
  )
  expect(file).toContain('note: tender 12/2026')

  const listed = await oblak('reservations')
  expect(listed.status).toBe(0)
  expect(listed.text).toContain(
    'r1 from 2027-03-01 until 2027-09-01  Land registry: 4 devices, 8 U, 3.2 kW (milica, 2026-11-25)',
  )

  const after = await oblak('capacity', ROW)
  expect(after.text).toContain('of that 4 devices, 8 U, 3.2 kW')
  expect(after.text).toContain('r1 from 2027-03-01 until 2027-09-01  Land registry')
  const place = (await oblak('capacity', ROW, '--json')).json().places[0]
  expect([place.space.taken - before.space.taken, place.reserved.taken]).toEqual([8, 8])
  expect(place.power.draws.value - before.power.draws.value).toBeCloseTo(3200, 6)
  for (const [at, taken] of [
    ['2027-02-28', 0],
    ['2027-03-01', 8],
    ['2027-08-31', 8],
    ['2027-09-01', 0],
  ] as const)
    expect((await oblak('capacity', ROW, '--at', at, '--json')).json().places[0].reserved.taken, at).toBe(taken)

  const device = `${(await oblak('reservations', '--json')).json().reservations[0].devices[0].rack}/pdu-a`
  const exposed = async (...at: readonly string[]) => {
    const { atOnce } = (await oblak('fail', device, '--json', ...at)).json()
    return atOnce.exposed.filter((one: { path: string }) => one.path.includes('/r1-')).length
  }
  expect(await exposed()).toBe(0)
  expect(await exposed('--at', '2027-03-01')).toBe(1)

  expect((await oblak('reservations', 'cancel', 'r2')).status).toBe(2)
  expect((await oblak('reservations', 'cancel', 'r1', '--json')).json().cancelled.id).toBe('r1')
  expect((await oblak('capacity', ROW, '--json')).json().places[0]).toEqual(before)
})

test('places are not offered twice in the same time, and where not all fit nothing is written', async () => {
  await using shop = await opened()
  const { oblak, path } = shop
  const racks = shop.estate.ofKind('rack').filter((rack) => rack.path.startsWith(`${ROW}/`)).length
  const all = ['place', '--units', '2', '--watts', '10', '--feeds', '1', '--in', ROW, '--limit', '1'] as const
  const most = (await oblak(...all, '--count', '999', '--json')).json().places.length
  expect(most).toBeGreaterThan(racks)
  expect((await oblak(...all, '--count', String(most), ...REGISTRY)).status).toBe(0)
  const refused = await oblak(...all, '--count', '1', '--reserve', 'Archive', '--from', '2027-08-31')
  expect(refused.status).toBe(1)
  expect((await oblak(...all, '--count', '1', '--at', '2026-12-01')).status, 'without end it runs into March').toBe(1)
  expect((await oblak(...all, '--count', '1', '--until', '2027-03-01')).status).toBe(0)
  const file = await readFile(path, 'utf8')
  expect((await oblak(...all, '--count', '1', '--reserve', 'Archive', '--from', '2027-09-01')).status).toBe(0)
  expect((await readFile(path, 'utf8')).startsWith(file)).toBe(true)
})

test('days that are none, words without --reserve and a broken file are wrong usage, said with what is allowed', async () => {
  await using shop = await opened()
  const { oblak, path } = shop
  const refusal = async (...words: readonly string[]) => {
    const { messages, status } = await oblak(...words)
    expect(status, words.join(' ')).toBe(2)
    return messages
  }
  expect(await refusal('capacity', ROW, '--at', '2027-02-29')).toContain('--at 2027-02-29: say a day of the calendar')
  expect(await refusal(...FOUR, '--from', '2027-03-01')).toContain('--from goes with --reserve NAME')
  expect(await refusal(...FOUR, '--reserve', 'Archive')).toContain('--reserve needs --from DATE')
  expect(await refusal(...FOUR, '--by', 'Ana')).toContain('--by goes with --reserve NAME')
  expect(await refusal(...FOUR, '--at', '2026-11-24')).toContain('--at 2026-11-24 is past: say today, 2026-11-25')
  expect(await refusal(...FOUR, '--until', '2026-11-25')).toContain('say a day after 2026-11-25')
  await writeFile(path, 'version: 1\nreservations:\n  - id: r1\n')
  expect(await refusal('capacity', ROW)).toMatch(/reservations\.yaml cannot be used.*\n.*reservations\.yaml:3:/u)
  expect(await refusal('reservations')).toContain('is missing')
})

test('what does not go with the estate is told by the list, with status 1', async () => {
  await using shop = await opened()
  const { oblak, path } = shop
  await writeFile(
    path,
    `version: 1
reservations:
  - id: r1
    name: Archive
    by: Ana
    made: 2026-11-25
    from: 2027-03-01
    devices:
      - { rack: ${ROW}/rack-99, name: archive-1, position: 3, type: server }
`,
  )
  const { status, text } = await oblak('reservations')
  expect(status).toBe(1)
  expect(text).toContain(`! ${ROW}/rack-99/archive-1: there is no rack ${ROW}/rack-99. The nearest is ${ROW}/rack-`)
  const { messages } = await oblak('capacity', ROW)
  expect(messages).toContain('r1: ')
})
