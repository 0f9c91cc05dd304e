import { describe, expect, test } from 'vitest'
import { observe } from '../../analysis/alarms/alarm.ts'
import { ListedEstate } from '../../kit/testing/listed-estate.ts'
import { foldText } from '../../model/fold-text.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Thing } from '../../model/things.ts'
import { epochMs } from '../../model/units.ts'
import { ThingTree } from '../values/thing-tree.ts'
import { SearchIndex } from './search-index.ts'

const THINGS = [
  ['site', 'kragujevac', 'Крагујевац'],
  ['room', 'kragujevac/hall-1', 'Хала 1'],
  ['row', 'kragujevac/hall-1/row-a', 'Ред А'],
  ['rack', 'kragujevac/hall-1/row-a/rack-07', 'Рек 07', 'egovernment-portal'],
  ['rack', 'kragujevac/hall-1/row-a/rack-17', 'Рек 17'],
  ['probe', 'kragujevac/hall-1/row-a/rack-07/intake-top', 'Žuta sonda'],
].map(([kind, path, name, service], index) => ({ kind, path, name, index, service, supplies: [] }) as unknown as Thing)
const TWICE_NAMED = [
  { kind: 'room', use: 'data-hall', path: 'belgrade/hall-2', name: 'Hall 2', nameSr: 'Сала 2' },
  {
    ...{ kind: 'room', use: 'electrical', path: 'belgrade/electrical-a' },
    ...{ name: 'Switchgear and UPS, side a', nameSr: 'Развод и UPS, грана a' },
  },
  { kind: 'row', path: 'belgrade/hall-2/row-c', name: 'row-c' },
  { kind: 'rack', path: 'belgrade/hall-2/row-c/rack-07', name: 'rack-07' },
].map((thing, index) => ({ ...thing, index, supplies: [] }) as unknown as Thing)

const SERVICES = { 'egovernment-portal': { name: 'eGovernment portal', nameSr: 'Портал еУправа' } }

function opened(things: readonly Thing[] = THINGS) {
  const estate = Object.assign(new ListedEstate(things), { services: SERVICES })
  return new SearchIndex(estate, new ThingTree(estate))
}

const paths = (query: string, most = 10) =>
  opened()
    .search(query, [], most)
    .map(({ path }) => path)

describe('search', () => {
  test('a rack is found by what its service is called, in both languages and alphabets', () => {
    const rack = 'kragujevac/hall-1/row-a/rack-07'
    for (const asked of ['egovernment-portal', 'eGovernment', 'еУправа', 'portal euprava']) {
      expect(paths(asked)[0], asked).toBe(rack)
    }
  })

  test('a whole path is first, whatever else is found', () => {
    expect(paths('kragujevac/hall-1/row-a')[0]).toBe('kragujevac/hall-1/row-a')
  })

  test('the same thing by Cyrillic, Latin, with and without diacritics, in any case', () => {
    for (const query of ['Крагујевац', 'kragujevac', 'KRAGUJEVAC']) expect(paths(query)[0], query).toBe('kragujevac')
    for (const query of ['zuta', 'Žuta', 'жута']) {
      expect(paths(query), query).toEqual(['kragujevac/hall-1/row-a/rack-07/intake-top'])
    }
  })

  test('all words must be found; the segment that is the word comes before one that holds it', () => {
    expect(paths('rack-07')[0]).toBe('kragujevac/hall-1/row-a/rack-07')
    expect(paths('hall rack-17')).toEqual(['kragujevac/hall-1/row-a/rack-17'])
    expect(paths('hall nowhere')).toEqual([])
    expect(paths('   ')).toEqual([])
  })

  test('a service leads to its racks', () => {
    expect(opened().search('egovernment', [], 5)).toMatchObject([
      { kind: 'rack', path: 'kragujevac/hall-1/row-a/rack-07', matched: 'service', detail: 'egovernment-portal' },
    ])
  })

  test('an alarm is found by its rule, with the thing that it is about', () => {
    const path = 'kragujevac/hall-1/row-a/rack-07/intake-top' as ThingPath
    const seen = { severity: 'critical', value: 40, limit: 35, at: epochMs(1) } as const
    const alarm = observe(undefined, seen, () => ({
      id: 'a1',
      rule: 'intake-temperature-high',
      path,
      point: 'temperature',
      unit: 'Cel',
    }))
    const hits = opened().search('temperature', alarm ? [alarm] : [], 5)
    expect(hits).toMatchObject([{ matched: 'alarm', detail: 'intake-temperature-high', path }])
  })

  test('no more than asked for', () => expect(paths('row-a', 2).length).toBe(2))
})

test('folding keeps what Serbian Latin writes with two letters', () => {
  expect(foldText('Љубић Ђорђе Џеп')).toBe('ljubic djordje dzep')
  expect(foldText('Ljubić Đorđe Džep')).toBe('ljubic djordje dzep')
})

describe('search in both languages', () => {
  const index = opened(TWICE_NAMED)
  const found = (query: string) => index.search(query, [], 10).map(({ path }) => path)

  test('by the name in either language, in either alphabet; the hit has both', () => {
    for (const query of ['sala', 'сала', 'САЛА 2', 'hall 2', 'sala 2', 'Hall']) {
      expect(found(query)[0], query).toBe('belgrade/hall-2')
    }
    expect(index.search('сала', [], 1)).toEqual([
      { kind: 'room', path: 'belgrade/hall-2', name: 'Hall 2', nameSr: 'Сала 2', matched: 'name' },
    ])
    for (const query of ['switchgear', 'razvod', 'развод'])
      expect(found(query), query).toEqual(['belgrade/electrical-a'])
  })

  test('by what it is in, however that is called', () => {
    for (const query of ['sala 2 rek 07', 'сала 2 ред c рек 07', 'hall 2 rack 07', 'red c rek 07']) {
      expect(found(query), query).toEqual(['belgrade/hall-2/row-c/rack-07'])
    }
    expect(found('sala')[0]).toBe('belgrade/hall-2')
  })

  test('by the word for such things, where they have no name of their own', () => {
    for (const query of ['rek 07', 'рек 07', 'РЕК 7', 'rack 07', '07 рек']) {
      expect(found(query)[0], query).toBe('belgrade/hall-2/row-c/rack-07')
    }
    expect(index.search('рек hall-2', [], 5)).toMatchObject([
      { path: 'belgrade/hall-2/row-c/rack-07', matched: 'path' },
    ])
    expect(found('ред c')[0]).toBe('belgrade/hall-2/row-c')
    expect(found('сонда c')).toEqual([])
    // A switchgear room is a room, no hall.
    expect(found('prostorija')).toEqual(expect.arrayContaining(['belgrade/electrical-a', 'belgrade/hall-2']))
    expect(found('сала')).not.toContain('belgrade/electrical-a')
    expect(index.search('просторија', [], 2).every(({ matched }) => matched === 'kind')).toBe(true)
    expect(found('re')).not.toContain('belgrade/hall-2/row-c')
  })
})
