import { describe, expect, test } from 'vitest'
import { observe } from '../../analysis/alarms/alarm.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Thing } from '../../model/things.ts'
import { epochMs } from '../../model/units.ts'
import { ListedEstate } from '../testing/listed-estate.ts'
import { ThingTree } from '../values/thing-tree.ts'
import { foldText } from './fold-text.ts'
import { SearchIndex } from './search-index.ts'

const THINGS = [
  ['site', 'kragujevac', 'Крагујевац'],
  ['room', 'kragujevac/hall-1', 'Хала 1'],
  ['row', 'kragujevac/hall-1/row-a', 'Ред А'],
  ['rack', 'kragujevac/hall-1/row-a/rack-07', 'Рек 07', 'egovernment-portal'],
  ['rack', 'kragujevac/hall-1/row-a/rack-17', 'Рек 17'],
  ['probe', 'kragujevac/hall-1/row-a/rack-07/intake-top', 'Žuta sonda'],
].map(([kind, path, name, service], index) => ({ kind, path, name, index, service, supplies: [] }) as unknown as Thing)

function opened() {
  const estate = new ListedEstate(THINGS)
  return new SearchIndex(estate, new ThingTree(estate))
}

const paths = (query: string, most = 10) =>
  opened()
    .search(query, [], most)
    .map(({ path }) => path)

describe('search', () => {
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
