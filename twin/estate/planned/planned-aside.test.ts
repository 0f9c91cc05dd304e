import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { estateStateAt, plannedFiles } from '../../analysis/build-out/estate-state.ts'
import { programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { Kind, Thing } from '../../model/things.ts'
import { loadEstate } from '../load-estate.ts'
import { loadProgramme, programmePath } from '../programme/load-programme.ts'
import { ANNEX, writePlannedEstate } from '../testing/planned-small-estate.ts'
import { type AdditionsAsked, loadAdditions, loadPlanned, type PlannedAdditions } from './load-planned.ts'
import { plannedAside } from './planned-aside.ts'

/** As a thread would send it. */
async function sent(asked: AdditionsAsked): Promise<PlannedAdditions> {
  return structuredClone(await loadAdditions(asked))
}

const KINDS = [
  'site',
  'room',
  'row',
  'rack',
  'rack-pdu',
  'device',
  'probe',
  'power-feed',
  'power-panel',
  'utility',
] as const

/** All that anybody can ask an estate. */
function told(estate: Estate) {
  const things = KINDS.flatMap((kind: Kind) => estate.ofKind(kind) as readonly Thing[])
  return {
    ...{ name: estate.name, version: estate.version, extent: estate.extent, services: estate.services },
    sites: estate.children('').map(({ path }) => path),
    things: things.map((thing) => ({
      thing,
      ...{ found: estate.find(thing.path)?.index, at: estate.thing(thing.index)?.path },
      ...{ parent: estate.parent(thing)?.path, children: estate.children(thing.path).map(({ path }) => path) },
      ...{ fed: estate.fedBy(thing.path).map(({ path }) => path) },
      ...{ type: thing.kind === 'device' ? estate.deviceType(thing.type) : undefined },
    })),
  }
}

async function bothWays(folder: string) {
  const today = await loadEstate(folder)
  const file = programmePath(undefined, folder)
  const programme = await loadProgramme(file)
  const asked = [today, file, plannedFiles(programme)] as const
  const [here, aside] = [await loadPlanned(...asked), await plannedAside(sent)(...asked)]
  const status = programmeStatus(programme)
  const state = (day: string) => estateStateAt(today.estate, status, day as Day)
  return { here, aside, today: today.estate, state, asked }
}

test('what a thread sends makes the same estate of every day as reading it here', async () => {
  await using folder = await temporaryFolder()
  await writePlannedEstate(folder.path)
  const { aside, here, state, today } = await bothWays(folder.path)
  expect(told(aside.estate)).toEqual(told(here.estate))
  for (const day of ['2027-04-02', '2027-04-09']) {
    const then = state(day)
    if (!then) throw new Error(`nothing has come by ${day}`)
    expect(told(aside.at(then))).toEqual(told(here.at(then)))
  }
  // What is there already is not made a second time.
  expect(aside.estate.find('site/hall')).toBe(today.find('site/hall'))
})

test('where a plan changes what something of today means, that is sent too', async () => {
  await using folder = await temporaryFolder()
  // A feed of the hall's own stands nearer to its racks than the one they mean without it.
  const nearer =
    '  site/hall/row-a/feed-a: {kind: power-feed, from: site/annex/panel, phase: three, voltage: 400 V, voltageIs: line-to-line, derating: 1, side: a, amperage: 63 A}\n'
  await writePlannedEstate(folder.path, { annex: `${ANNEX}${nearer}` })
  const { aside, here } = await bothWays(folder.path)
  expect(here.estate.find('site/hall/row-a/rack-1/pdu-a')).toMatchObject({
    supplies: [{ from: 'site/hall/row-a/feed-a' }],
  })
  const byPath = (estate: Estate) =>
    told(estate).things.map(({ children, fed, ...rest }) => ({ ...rest, children: children.sort(), fed: fed.sort() }))
  expect(byPath(aside.estate)).toEqual(byPath(here.estate))
})

test('where files of today were edited since, everything is sent, as it is read here', async () => {
  await using folder = await temporaryFolder()
  await writePlannedEstate(folder.path)
  const { asked } = await bothWays(folder.path)
  const [today, file, files] = asked
  const was = today.estate
  await writeFile(
    join(folder.path, 'more.yaml'),
    'schema: 2\nthings:\n  site/store: {kind: room, use: data-hall, height: 3 m, at: [0, 30], extent: [4, 4]}\n',
  )
  const here = await loadPlanned({ ...today, estate: (await loadEstate(folder.path)).estate }, file, files)
  const aside = await plannedAside(sent)({ ...today, estate: was }, file, files)
  expect(aside.estate.find('site/store')).toBeDefined()
  expect(told(aside.estate)).toEqual(told(here.estate))
})

test('what is wrong is told as it is told here', async () => {
  await using folder = await temporaryFolder()
  await writePlannedEstate(folder.path, { annex: ANNEX.replace('from: grid', 'from: nothing') })
  const today = await loadEstate(folder.path)
  const asked = [today, programmePath(undefined, folder.path), ['planned/annex.yaml']] as const
  const why = await loadPlanned(...asked).catch((error: Error) => error.message)
  expect(why).toContain('planned/annex.yaml:')
  await expect(plannedAside(sent)(...asked)).rejects.toThrow(String(why))
})
