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
  sortThings([two, ten, three], { column, descending }, columns, createTranslator('en')).map(({ name }) => name)

describe('sorting the table', () => {
  it('by name counts as people do', () => {
    expect(sorted('name', false)).toEqual(['rack-2', 'rack-3', 'rack-10'])
    expect(sorted('name', true)).toEqual(['rack-10', 'rack-3', 'rack-2'])
  })

  it('by a value puts what has none last, whichever way', () => {
    expect(sorted('power', false)).toEqual(['rack-2', 'rack-10', 'rack-3'])
    expect(sorted('power', true)).toEqual(['rack-10', 'rack-2', 'rack-3'])
    expect(sorted('humidity', true)).toEqual(['rack-2', 'rack-3', 'rack-10'])
  })
})
