import { describe, expect, it } from 'vitest'
import type { Thing } from '../../../model/things.ts'
import { createTranslator } from '../../i18n/translator.ts'
import { ColumnStore } from '../../live/columns.ts'
import { sortThings } from './table-columns.ts'

const thing = (index: number, name: string) => ({ index, name, path: `a/${name}` }) as unknown as Thing
const [two, ten, three] = [thing(0, 'rack-2'), thing(1, 'rack-10'), thing(2, 'rack-3')] as const
const columns = new ColumnStore(() => undefined)
columns.apply({ metric: 'power', at: 1, ids: Uint32Array.of(0, 1), values: Float32Array.of(500, 900) })
const sorted = (column: 'name' | 'power' | 'humidity', descending: boolean) =>
  sortThings([two, ten, three], { column, descending }, columns, createTranslator('en'), () => '').map(
    ({ name }) => name,
  )

describe('sorting the table', () => {
  it('by name counts as people do', () => {
    expect(sorted('name', false)).toEqual(['rack-2', 'rack-3', 'rack-10'])
    expect(sorted('name', true)).toEqual(['rack-10', 'rack-3', 'rack-2'])
  })

  it('by name follows the names that are shown, not the paths behind them', () => {
    const hall = { index: 3, path: 'a/z', name: 'Hall', nameSr: 'Сала' } as unknown as Thing
    const batteries = { index: 4, path: 'a/y', name: 'Batteries', nameSr: 'Батерије' } as unknown as Thing
    const chiller = { index: 5, path: 'a/b', name: 'Chiller', nameSr: 'Чилер' } as unknown as Thing
    const byName = { column: 'name', descending: false } as const
    const order = (language: 'en' | 'sr-Cyrl') =>
      sortThings([hall, chiller, batteries], byName, columns, createTranslator(language), () => '')
    expect(order('en')).toEqual([batteries, chiller, hall])
    expect(order('sr-Cyrl')).toEqual([batteries, hall, chiller])
  })

  it('by name keeps the racks of a row together, after what stands in the hall itself', () => {
    const rowOf: Readonly<Record<string, string>> = { 'rack-2': 'Row b', 'rack-10': 'Row a', 'rack-3': '' }
    const byName = { column: 'name', descending: false } as const
    const order = sortThings(
      [two, ten, three],
      byName,
      columns,
      createTranslator('en'),
      ({ name }) => rowOf[name] ?? '',
    )
    expect(order).toEqual([three, ten, two])
  })

  it('by a value puts what has none last, whichever way', () => {
    expect(sorted('power', false)).toEqual(['rack-2', 'rack-10', 'rack-3'])
    expect(sorted('power', true)).toEqual(['rack-10', 'rack-2', 'rack-3'])
    expect(sorted('humidity', true)).toEqual(['rack-2', 'rack-3', 'rack-10'])
  })
})
