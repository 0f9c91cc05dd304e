import { expect, test } from 'vitest'
import { PowerEstate } from '../../../kit/testing/power-estate.ts'
import { createTranslator } from '../../i18n/translator.ts'
import { failingRows, fateOf } from './failing-rows.ts'

const english = createTranslator('en')
const estate = new PowerEstate()
  .utility('grid')
  .rack('rack')
  .pdu(
    'rack/pdu-a',
    { from: 'grid' },
    { outlets: 3, banks: [{ name: 'left', lines: 'l1-l2', breaker: 16, outlets: [1, 2] }] },
  )
  .device('rack/one', ['rack/pdu-a#2'], 100, 1, { service: 'registers' })
  .build()

function rows(path: string) {
  const thing = estate.find(path)
  return thing ? failingRows(thing, estate.children(path), english, (word) => `service ${word}`) : []
}

test('on the page of a rack its devices can be let fail, on that of a device its supplies', () => {
  expect(rows('s/rack')).toEqual([{ path: 's/rack/one', name: 'one', detail: 'service registers', isThing: true }])
  expect(rows('s/rack/one')).toEqual([
    { path: 's/rack/one/supply-1', name: 'Supply 1', detail: 'pdu-a: Outlet 2', isThing: false },
  ])
})

test('on the page of a rack PDU its banks and outlets can, each outlet with its bank', () => {
  expect(rows('s/rack/pdu-a').map(({ detail, path }) => [path.replace('s/rack/pdu-a/', ''), detail])).toEqual([
    ['bank-1', 'L1-L2, outlets 1–2'],
    ['outlet-1', 'left'],
    ['outlet-2', 'left'],
    ['outlet-3', ''],
  ])
  expect(rows('s/grid')).toEqual([])
})

test('the worst that an answer says of a device is its fate', () => {
  const fate = { watts: 1, causes: [] }
  const answer = { down: [{ path: 'a', ...fate }], throttled: [], exposed: [{ path: 'b', restsOn: [] }] }
  expect(['a', 'b', 'c'].map((path) => fateOf(answer, path))).toEqual(['down', 'exposed', undefined])
})
