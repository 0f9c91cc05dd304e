import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { figureRole } from '../../analysis/rollup/figure-role.ts'
import type { Kind, Thing } from '../../model/things.ts'
import { loadEstate } from '../load-estate.ts'
import { SHIPPED } from '../testing/read-estate-files.ts'
import { expectedPoints } from './expected-points.ts'

const profilesPage = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'profiles.md'), 'utf8')
const inShape = (name: string) => name.replace(/\d+/g, 'N')

test('every name is one that the page about profiles tells authors to use', async () => {
  const told = new Set(
    [...profilesPage.matchAll(/`([a-z0-9-]+(?:\/[a-z-]+)?)`/g)].map(([, name = '']) => inShape(name)),
  )
  const { estate } = await loadEstate(SHIPPED, { writeIds: false })
  const kinds: readonly Kind[] = ['rack-pdu', 'meter', 'ups', 'crah', 'chiller', 'utility']
  for (const kind of kinds) {
    const [thing] = estate.ofKind(kind)
    const names = thing ? expectedPoints(thing) : []
    expect([kind, names.length > 0]).toEqual([kind, true])
    expect([kind, ...names.map(inShape).filter((name) => !told.has(name))]).toEqual([kind])
  }
})

test('a rack PDU has a line for each phase, and its banks and outlets', () => {
  const pdu = {
    kind: 'rack-pdu',
    phase: 'single',
    outlets: 8,
    banks: [{ name: 'B1', lines: 'l1', breaker: 16, outlets: [1, 8] }],
  } as unknown as Extract<Thing, { kind: 'rack-pdu' }>
  const names = expectedPoints(pdu)
  expect(names).toEqual(expect.arrayContaining(['l1/current', 'bank-1/current', 'outlet-8/state', 'outlet-8/power']))
  expect(names.filter((name) => /^(l2|bank-2|outlet-9)\//.test(name))).toEqual([])
  expect(expectedPoints({ ...pdu, phase: 'three' })).toContain('l3/voltage')
})

test('what counts towards a figure of a thing is among its names', async () => {
  const { estate } = await loadEstate(SHIPPED, { writeIds: false })
  const known = [
    'power',
    'l3/power',
    'l3/current',
    'output/power',
    'battery/temperature',
    'supply/temperature',
    'airflow',
  ]
  for (const kind of ['rack-pdu', 'meter', 'ups', 'crah'] as const) {
    const [thing] = estate.ofKind(kind)
    if (!thing) throw new Error(`the shipped estate has no ${kind}`)
    const counting = known.filter((name) => figureRole(thing, name) !== undefined)
    // A UPS tells its output; `power` alone is another device's word for the same.
    const wanted = kind === 'ups' ? counting.filter((name) => name !== 'power') : counting
    expect([kind, ...wanted.filter((name) => !expectedPoints(thing).includes(name))]).toEqual([kind])
  }
})
