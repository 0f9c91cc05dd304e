import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Diagnostic } from './diagnostic.ts'
import { YAML_LIMITS } from './yaml-limits.ts'
import { readYaml, type YamlSource } from './yaml-source.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function source(text: string): YamlSource {
  const reading = readYaml(bytes(text), 'a.yaml')
  if (!('source' in reading)) throw new Error(JSON.stringify(reading.diagnostics))
  return reading.source
}

function refused(text: string | Uint8Array, limits = YAML_LIMITS): readonly Diagnostic[] {
  const reading = readYaml(typeof text === 'string' ? bytes(text) : text, 'a.yaml', limits)
  return 'diagnostics' in reading ? reading.diagnostics : []
}

const rack = z.strictObject({ kind: z.literal('rack'), units: z.number().min(1) })
const room = z.strictObject({ kind: z.literal('room'), use: z.enum(['data-hall', 'battery']) })
const file = z.strictObject({ things: z.record(z.string(), z.discriminatedUnion('kind', [rack, room])) })

describe('a YAML file', () => {
  test('gives plain values and the places of names', () => {
    const read = source('a:\n  - x\n  - b: 1\n    c: [2, "3"]\n')
    expect(read.value).toEqual({ a: ['x', { b: 1, c: [2, '3'] }] })
    expect(read.positionOf(['a', 1, 'c'])).toEqual({ line: 4, column: 5 })
    expect(read.positionOf(['a', 1, 'c', 1])).toEqual({ line: 4, column: 12 })
    expect(read.positionOf(['a', 1, 'absent'])).toEqual({ line: 3, column: 5 })
  })

  test('follows aliases, and knows where their parts are written', () => {
    const read = source('base: &b {x: 1}\nother: *b\n')
    expect(read.value).toEqual({ base: { x: 1 }, other: { x: 1 } })
    expect(read.positionOf(['other', 'x'])).toEqual({ line: 1, column: 11 })
  })

  test('has no merge keys: << is a name as any other', () => {
    expect(source('b: &b {x: 1}\nc:\n  <<: *b\n').value).toEqual({ b: { x: 1 }, c: { '<<': { x: 1 } } })
  })

  test.each([
    ['a name given twice', 'a: 1\nb: 2\na: 3\n', 3, /twice/],
    ['several documents', 'a: 1\n---\nb: 2\n', 2, /second document/],
    ['a tab as indentation', 'a:\n\tb: 1\n', 2, /blanks/],
    ['a tag of its own', 'a: !run x\n', 1, /tag/i],
    ['a list as a name', '? [a, b]\n: 1\n', 1, /name of a field/],
    ['a name that reaches into objects', 'a:\n  __proto__: 1\n', 2, /No field/],
    ['an anchor that is not there', 'a: *b\n', 1, /./],
    ['an alias within itself', 'a: &a [1, *a]\n', 1, /within/],
    ['a control character', 'a: 1\nb: "\u0007"\n', 2, /U\+0007/],
  ])('with %s is refused at its line', (_, text, line, message) => {
    const [first] = refused(text)
    expect(first?.line).toBe(line)
    expect(first?.message).toMatch(message)
  })

  test.each([
    ['a list', 'a: 1\nb:\n  x: [1, 2\n  y: 3\n  z:\n    k: 1\n', { line: 3, column: 6 }, '[', ']'],
    ['a list at the end of the file', 'a: [1, 2\n', { line: 1, column: 4 }, '[', ']'],
    ['a record', 'devices:\n  - path: a\n    map: { probe-1: x\n    url: y\n', { line: 3, column: 10 }, '{', '}'],
    ['a record within a list', 'a: [1, {b: 2]\nc: 3\n', { line: 1, column: 8 }, '{', '}'],
    ['the last of several lists', 'a: [[1, 2], [3, 4]\nb: [5]\n', { line: 1, column: 4 }, '[', ']'],
    ['a quoted text', 'a: 1\nb: "x\nc: [1\n', { line: 2, column: 4 }, '"', '"'],
  ])('whose %s is not closed is refused once, where it is opened', (_, text, place, opens, closes) => {
    const message = `The ${opens} that is opened here is not closed: its ${closes} is missing.`
    expect(refused(text)).toEqual([{ file: 'a.yaml', ...place, path: [], message }])
  })

  test('with several faults of its form is refused for the first: the others are mostly its echo', () => {
    const tabs = refused(`a:\n${'\tb: 1\n'.repeat(60)}c: [1\n`)
    expect(tabs).toEqual([expect.objectContaining({ line: 2, message: expect.stringMatching(/blanks/) })])
  })

  test('that is not UTF-8 is refused at the first wrong byte', () => {
    const latin = Uint8Array.from([...bytes('a: 1\nb: Kru'), 0xe8, ...bytes('evac\n')])
    expect(refused(latin)[0]).toMatchObject({ line: 2, column: 7, message: expect.stringContaining('UTF-8') })
  })

  test('is refused by its size before it is read', () => {
    expect(refused('a: "unclosed', { ...YAML_LIMITS, bytes: 5 })).toEqual([
      expect.objectContaining({ allowed: 'at most 5 bytes a file' }),
    ])
  })

  test.each([
    ['brackets', '['.repeat(200_000)],
    ['lists on one line', '- '.repeat(100_000)],
    ['records', Array.from({ length: 70 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('nested without end by %s is refused', (_, text) => {
    expect(refused(text)[0]?.message).toMatch(/64 levels/)
  })

  test('that grows when its aliases are followed (a billion laughs) is refused', () => {
    const names = 'abcdefghi'
    const lines = [...names].map((name, at) =>
      at === 0
        ? 'a: &a [lol, lol]'
        : `${name}: &${name} [${Array(9)
            .fill(`*${names[at - 1]}`)
            .join(', ')}]`,
    )
    expect(refused(lines.join('\n'))[0]?.message).toMatch(/aliases/)
  })

  test('of any content is read or refused with places, and never throws', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '"',
      "'",
      '|',
      '>',
      '#',
      '!',
      '%',
      '---',
      '\t',
      ',',
      '?',
      '<<',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
        const reading = readYaml(bytes(pieces.join('')), 'a.yaml')
        if ('source' in reading) return
        expect(reading.diagnostics.length).toBeGreaterThan(0)
        for (const { line, column } of reading.diagnostics) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a YAML file against a schema', () => {
  const problems = (text: string) => {
    const checked = source(text).checkWith(file)
    return 'diagnostics' in checked ? checked.diagnostics : []
  }

  test('gives what the schema makes of it', () => {
    expect(source('things:\n  r: {kind: rack, units: 42}\n').checkWith(file)).toEqual({
      value: { things: { r: { kind: 'rack', units: 42 } } },
    })
  })

  test('says all unknown names with the known ones and the nearest', () => {
    expect(problems('things:\n  r:\n    kind: rack\n    unist: 42\n    units: 42\n    x: 1\n')).toEqual([
      {
        file: 'a.yaml',
        line: 4,
        column: 5,
        path: ['things', 'r', 'unist'],
        message: 'is no field here',
        found: 'unist',
        allowed: 'kind, units',
        nearest: 'units',
      },
      expect.objectContaining({ line: 6, found: 'x' }),
    ])
  })

  test('says the allowed values, what is missing, which kinds there are', () => {
    expect(problems('things:\n  r: {kind: room, use: datahall}\n')[0]).toMatchObject({
      path: ['things', 'r', 'use'],
      found: 'datahall',
      allowed: 'data-hall, battery',
      nearest: 'data-hall',
    })
    expect(problems('things:\n  r:\n    kind: rack\n')[0]).toMatchObject({
      line: 2,
      column: 3,
      path: ['things', 'r', 'units'],
      message: 'is missing',
      allowed: 'a number',
    })
    expect(problems('things:\n  r: {kind: rock}\n')[0]).toMatchObject({ allowed: 'rack, room', nearest: 'rack' })
    expect(problems('things:\n  r: {kind: rack, units: 0}\n')[0]).toMatchObject({ found: '0', allowed: 'at least 1' })
  })

  test('of several forms tells the one that was meant', () => {
    const forms = z.strictObject({ at: z.union([z.tuple([z.number(), z.number()]), z.string()]) })
    const checked = source('at: [1, x]\n').checkWith(forms)
    expect('diagnostics' in checked && checked.diagnostics).toEqual([
      expect.objectContaining({ path: ['at', 1], found: 'x', allowed: 'a number', line: 1, column: 9 }),
    ])
  })
})
