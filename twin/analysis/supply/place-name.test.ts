import { expect, test } from 'vitest'
import type { Thing } from '../../model/things.ts'
import { placeNameOf } from './place-name.ts'

const things: Readonly<Record<string, Pick<Thing, 'name' | 'nameSr'>>> = {
  kragujevac: { name: 'SDC Kragujevac', nameSr: 'ГДЦ Крагујевац' },
  'kragujevac/district/ground': { name: 'Innovation District', nameSr: 'Иновациони дистрикт' },
  'kragujevac/hall-1': { name: 'Hall 1' },
}
const estate = { find: (path: string) => things[path] as Thing | undefined }

test('a place has its own name, a word of paths that of its ground, and one that nobody knows none', () => {
  expect(placeNameOf(estate, 'kragujevac')).toEqual({ placeName: 'SDC Kragujevac', placeNameSr: 'ГДЦ Крагујевац' })
  expect(placeNameOf(estate, 'kragujevac/district')).toEqual({
    placeName: 'Innovation District',
    placeNameSr: 'Иновациони дистрикт',
  })
  expect(placeNameOf(estate, 'kragujevac/hall-1')).toEqual({ placeName: 'Hall 1' })
  expect(placeNameOf(estate, 'nis')).toEqual({})
})
