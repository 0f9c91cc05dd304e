import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ThingPath } from '../../model/path.ts'
import { heading, metres, rackUnits } from '../../model/units.ts'
import type { Draft, RackShape } from '../expand/expansion.ts'
import { assignIndexes, type Renaming } from './assign-indexes.ts'
import { appendedIds, IdsFault, readIds } from './ids-file.ts'

/** Racks by path with the names of what stands in them; everything else stands alone. */
type Estate = ReadonlyMap<string, readonly string[] | undefined>

function draftsOf(estate: Estate): Draft[] {
  const shapes = new Map<string, RackShape>()
  return [...estate].map(([path, names]): Draft => {
    const origin = { file: 'a.yaml', path: [] }
    const common = { path: path as ThingPath, name: path, source: 'assumed' as const }
    if (!names) return { thing: { ...common, kind: 'row' }, origin }
    const shape = shapes.get(names.join()) ?? { names, kinds: names.map(() => 'monitor') }
    shapes.set(names.join(), shape)
    const size = { width: metres(0.6), depth: metres(1.2), height: metres(2) }
    const placement = { at: { x: metres(0), y: metres(0), z: metres(0) }, size, faces: heading(0) }
    const make = () => {
      throw new Error('nothing in a rack is made to know its index')
    }
    const told = { suppliedFrom: () => [], isTyped: () => true, writtenCords: () => 0, origin: () => origin }
    const inside = { plan: { namesItsRack: false }, shape, make, ...told }
    return { thing: { ...common, kind: 'rack', placement, units: rackUnits(42) }, origin, inside }
  })
}

/** Loads an estate as the loader does: the file of indexes as it was before, and as it is then. */
function load(estate: Estate, text: string, renamings: readonly Renaming[] = []) {
  const drafts = draftsOf(estate)
  const ids = readIds(text)
  const { own, inside, extent, added } = assignIndexes(drafts, renamings, ids)
  const indexes = new Map<string, number>()
  for (const [number, { thing, inside: rack }] of drafts.entries()) {
    indexes.set(thing.path, own[number] ?? -1)
    for (const [slot, name] of (rack?.shape.names ?? []).entries()) {
      indexes.set(`${thing.path}/${name}`, inside.get(number)?.[slot] ?? (own[number] ?? 0) + 1 + slot)
    }
  }
  return { indexes, extent, text: added.length === 0 ? text : appendedIds(text, added, ids.shapes) }
}

const racks = (from: number, to: number, names: readonly string[]): [string, readonly string[]][] =>
  Array.from({ length: to - from + 1 }, (_, at) => [`s/row/rack-${String(from + at).padStart(2, '0')}`, names])

describe('indexes', () => {
  test('of a row of racks are one line', () => {
    const { text, extent } = load(new Map([['s', undefined], ...racks(1, 18, ['pdu-a', 'pdu-b'])]), '')
    expect(extent).toBe(1 + 18 * 3)
    expect(text.split('\n')).toEqual([
      'oblak estate.ids 1',
      'shape 1 . pdu-a pdu-b',
      'at 0 0 s',
      'at 1 1 s/row/rack-[01-18]',
      expect.stringMatching(/^end [0-9a-f]{16}$/),
      '',
    ])
  })

  test('stay when something is put in between, in a row and in its racks; the file only grows', () => {
    const before = load(new Map(racks(1, 4, ['a', 'b'])), '')
    const after = load(new Map([['s/first', undefined], ...racks(0, 4, ['a', 'new', 'b'])]), before.text)
    for (const [path, index] of before.indexes) expect(after.indexes.get(path)).toBe(index)
    expect(after.text.startsWith(before.text)).toBe(true)
    expect(new Set(after.indexes.values()).size).toBe(after.indexes.size)
  })

  test('go along with a renamed room, and are not had by what comes by its old name later', () => {
    const before = load(
      new Map<string, undefined>([
        ['s', undefined],
        ['s/hall', undefined],
        ['s/hall/row', undefined],
      ]),
      '',
    )
    const renaming = [{ from: 's/hall', to: 's/room' }]
    const renamed = load(
      new Map([
        ['s', undefined],
        ['s/room', undefined],
        ['s/room/row', undefined],
      ]),
      before.text,
      renaming,
    )
    expect(renamed.indexes.get('s/room/row')).toBe(before.indexes.get('s/hall/row'))
    expect(renamed.text).toMatch(/\nmoved s\/hall s\/room\n/)
    const later = load(
      new Map([
        ['s', undefined],
        ['s/room', undefined],
        ['s/hall', undefined],
      ]),
      renamed.text,
      renaming,
    )
    expect(later.indexes.get('s/room')).toBe(before.indexes.get('s/hall'))
    expect(later.indexes.get('s/hall')).toBe(before.extent)
  })

  test('go along with a device that is renamed in a whole row by patterns', () => {
    const before = load(new Map(racks(1, 3, ['server-1', 'pdu'])), '')
    const renaming = [{ from: 's/row/rack-[01-03]/server-1', to: 's/row/rack-[01-03]/web' }]
    const after = load(new Map(racks(1, 3, ['web', 'pdu', 'server-1'])), before.text)
    expect(after.indexes.get('s/row/rack-02/web')).toBeGreaterThanOrEqual(before.extent)
    const renamed = load(new Map(racks(1, 3, ['web', 'pdu'])), before.text, renaming)
    expect(renamed.indexes.get('s/row/rack-02/web')).toBe(before.indexes.get('s/row/rack-02/server-1'))
    expect(load(new Map(racks(1, 3, ['web', 'pdu'])), renamed.text).indexes).toEqual(renamed.indexes)
  })

  test('never move and are never used again, whatever is put in, renamed and removed', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e1', 'e2', 'e3')
    const step = fc.oneof(
      fc.record({ do: fc.constant('insert' as const), path: name, inside: fc.array(name, { maxLength: 3 }) }),
      fc.record({ do: fc.constant('insert-inside' as const), path: name, name }),
      fc.record({ do: fc.constant('remove' as const), path: name }),
      fc.record({ do: fc.constant('rename' as const), path: name, to: name }),
      fc.record({ do: fc.constant('rename-inside' as const), path: name, name, to: name }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const estate = new Map<string, readonly string[]>()
        let text = ''
        /** What each index was given to: who it is does not change with its name. */
        const holders = new Map<number, object>()
        let identities = new Map<string, object>()
        /** Names that were ever had: what returns by one is taken for the same. */
        const former = new Map<string, object>()
        const follow = (from: string, to: string) => {
          const next = new Map<string, object>()
          for (const [path, who] of identities) {
            const isMoved = path === from || path.startsWith(`${from}/`)
            next.set(isMoved ? to + path.slice(from.length) : path, who)
            if (isMoved) former.delete(path)
          }
          identities = next
        }
        for (const one of steps) {
          const path = `s/${one.path}`
          const renamings: Renaming[] = []
          const names = estate.get(path)
          const target = one.do === 'rename' ? `s/${one.to}` : one.do === 'rename-inside' ? `${path}/${one.to}` : ''
          const isTaken = [...identities.keys(), ...former.keys()].some(
            (known) => known === target || known.startsWith(`${target}/`),
          )
          if (one.do === 'insert' && !names) estate.set(path, [...new Set(one.inside)])
          else if (one.do === 'insert-inside' && names && !names.includes(one.name))
            estate.set(path, [one.name, ...names])
          else if (one.do === 'remove') estate.delete(path)
          else if (one.do === 'rename' && names && !isTaken) {
            estate.delete(path)
            estate.set(target, names)
            renamings.push({ from: path, to: target })
            follow(path, target)
          } else if (one.do === 'rename-inside' && names?.includes(one.name) && !isTaken) {
            estate.set(
              path,
              names.map((known) => (known === one.name ? one.to : known)),
            )
            renamings.push({ from: `${path}/${one.name}`, to: target })
            follow(`${path}/${one.name}`, target)
          }
          const loaded = load(estate, text, renamings)
          expect(loaded.text.startsWith(text)).toBe(true)
          text = loaded.text
          for (const known of identities.keys()) {
            if (loaded.indexes.has(known)) continue
            former.set(known, identities.get(known) ?? {})
            identities.delete(known)
          }
          for (const [known, index] of loaded.indexes) {
            const who = identities.get(known) ?? former.get(known) ?? {}
            identities.set(known, who)
            former.delete(known)
            expect(holders.get(index) ?? who).toBe(who)
            holders.set(index, who)
            expect(index).toBeLessThan(loaded.extent)
          }
          for (const [index, who] of holders) {
            const now = [...identities].find(([, known]) => known === who)?.[0]
            if (now !== undefined) expect(loaded.indexes.get(now)).toBe(index)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a file of indexes', () => {
  const { text } = load(new Map([['s', undefined], ...racks(1, 18, ['pdu-a', 'pdu-b'])]), '')

  test('that was torn anywhere is noticed', () => {
    for (let length = 1; length < text.length; length++) {
      expect(() => readIds(text.slice(0, length))).toThrow(IdsFault)
    }
  })

  test('that was edited anywhere is noticed', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.constantFrom('0', '1', 'z', ' ', '\n', '[', '-'), (at, letter) => {
        fc.pre(text[at] !== letter)
        expect(() => readIds(text.slice(0, at) + letter + text.slice(at + 1))).toThrow(IdsFault)
      }),
    )
  })

  test('whose patterns stand for a million million paths is refused before they are written out', () => {
    const { shapes } = readIds('')
    const run = { first: 0, shape: shapes.alone, pattern: 's/[1-999999]-[1-999999]' }
    expect(() => readIds(appendedIds('', [run], shapes))).toThrow(/too many/)
  })
})
