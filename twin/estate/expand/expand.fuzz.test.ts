import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { estateFile } from '../schema/estate-file.ts'
import { SHIPPED } from '../testing/read-estate-files.ts'
import { expand } from './expand.ts'
import type { ParsedEstateFile } from './expansion.ts'

const SOURCES = ['catalogue.yaml', 'racks.yaml', 'belgrade.yaml'].map((name): [string, unknown] => [
  name,
  parse(readFileSync(`${SHIPPED}/${name}`, 'utf8')),
])
const LIMITS = { things: 20_000, names: 4000 }

const text = fc.oneof(
  fc.constantFrom(
    ...['[1-99999]', 'x-[a-z][a-z][1-99]', 'rack-[01-18]', '$1', '$room1/$row', 'a/b/c/d', '__proto__', 'pdu-a'],
  ),
  fc.constantFrom(
    ...['feed-[a,b]', 'power/panel-$9', 'constructor', 'pdu-a:0', 'hall-1/row-[a-c]/x', 'server-2u', 'rack-01'],
  ),
  fc.constantFrom(
    ...['belgrade', 'hall-[1-2]', 'power/[a-b]', 'panel-a1', 'grid-[1-3', 'general', 'storage', 'apc-32a', '[z-a]'],
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
)
const value = fc.oneof(
  text,
  fc.integer({ min: -3, max: 60 }),
  fc.double(),
  fc.constant(null),
  fc.array(text, { maxLength: 4 }),
)
/** Where to strike, of all spots of the document, and with what. */
const strike = fc.record({ spot: fc.nat(), text, value, isWild: fc.nat(9).map((die) => die === 0) })
type Strike = { readonly spot: number; readonly text: string; readonly value: unknown; readonly isWild: boolean }

const TEXTS = new Set(['from', 'alternate', 'type', 'measures', 'chilledBy', 'coldAisle', 'service', 'name', 'cords'])

interface Spot {
  readonly holder: Record<string, unknown>
  readonly key: string
  /** A name of a thing or a type, a text that patterns and references are in, or anything. */
  readonly is: 'name' | 'text' | 'wild'
}

function spotsOf(at: unknown, isNames: boolean, spots: Spot[] = []): Spot[] {
  if (typeof at !== 'object' || at === null) return spots
  const holder = at as Record<string, unknown>
  for (const [key, inner] of Object.entries(holder)) {
    const is = isNames ? 'name' : TEXTS.has(key) ? 'text' : 'wild'
    spots.push({ holder, key, is })
    spotsOf(inner, !isNames && /^(things|deviceTypes|pduTypes|rackTypes)$/.test(key), spots)
  }
  return spots
}

function struck(document: unknown, { spot, text, value, isWild }: Strike): unknown {
  const copy = structuredClone(document)
  const spots = spotsOf(copy, false).filter(({ is }) => isWild === (is === 'wild'))
  const { holder, key, is } = spots[spot % spots.length] ?? { holder: {}, key: '', is: 'wild' }
  if (is === 'name') {
    const inner = holder[key]
    delete holder[key]
    Object.defineProperty(holder, text, { value: inner, enumerable: true, configurable: true, writable: true })
  } else holder[key] = is === 'text' ? text : value
  return copy
}

test('documents struck anywhere never throw, end, and stay within bounds', () => {
  let expanded = 0
  fc.assert(
    fc.property(fc.array(strike, { minLength: 1, maxLength: 3 }), fc.nat(2), (strikes, which) => {
      const files: ParsedEstateFile[] = []
      for (const [number, [name, document]] of SOURCES.entries()) {
        const read = estateFile.safeParse(number === which ? strikes.reduce(struck, document) : document)
        if (read.success) files.push({ name, document: read.data })
      }
      if (files.length === SOURCES.length) expanded++
      const { drafts, problems } = expand(files, LIMITS)
      expect(drafts.length).toBeLessThanOrEqual(LIMITS.names)
      const all = drafts.reduce((sum, { inside }) => sum + 1 + (inside?.shape.names.length ?? 0), 0)
      expect(all).toBeLessThanOrEqual(LIMITS.things + 1001)
      expect(problems.length).toBeLessThanOrEqual(200)
      const paths = new Set(drafts.map(({ thing }) => thing.path))
      expect(paths.size).toBe(drafts.length)
      for (const { thing, inside } of drafts.slice(-20)) {
        for (let slot = 0; slot < (inside?.shape.names.length ?? 0); slot++) {
          expect(inside?.make(slot).path).toBe(`${thing.path}/${inside?.shape.names[slot]}`)
        }
      }
    }),
    { numRuns: 150 },
  )
  // The schema refuses many; it must not refuse all.
  expect(expanded).toBeGreaterThan(10)
})
