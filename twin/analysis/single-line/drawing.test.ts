import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shippedFolder } from '../../estate/estate-folder.ts'
import { generateEstate } from '../../estate/generate/generate-estate.ts'
import { loadEstate } from '../../estate/load-estate.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { randomPowerEstate } from '../../kit/testing/random-power-estate.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { Estate } from '../../model/estate.ts'
import { powerGraph } from '../power/power-graph.ts'
import { type Box, type Drawing, drawing } from './drawing.ts'
import { foldedChain } from './fold.ts'

const drawn = (estate: Estate, place: string, unfolded: readonly string[] = []) =>
  drawing(foldedChain(powerGraph(estate), place, new Set(unfolded)))

const overlap = (one: Box, other: Box) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height

/** What is wrong with a drawing: boxes that overlap, and lines that run through one. A line ends at the edge of a symbol. */
function faults({ height, lines, symbols, width }: Drawing): string[] {
  const boxes = symbols.flatMap(({ figures, key, name, symbol }) => [
    { what: `${key} symbol`, box: symbol },
    { what: `${key} name`, box: name },
    { what: `${key} figures`, box: figures },
  ])
  // From left to right: what begins beyond the end of a box overlaps it no more.
  boxes.sort((one, other) => one.box.x - other.box.x)
  const found: string[] = []
  for (const [place, { box, what }] of boxes.entries()) {
    if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height)
      found.push(`${what} outside`)
    for (let next = place + 1; next < boxes.length; next++) {
      const other = boxes[next]
      if (!other || other.box.x >= box.x + box.width) break
      if (overlap(box, other.box)) found.push(`${what} over ${other.what}`)
    }
  }
  for (const { from, points, to } of lines) {
    for (const [place, [x, y]] of points.entries()) {
      const before = points[place - 1]
      if (!before) continue
      if (before[0] !== x && before[1] !== y) found.push(`${from} to ${to} is not at right angles`)
      const part = {
        x: Math.min(x, before[0]),
        y: Math.min(y, before[1]),
        width: Math.abs(x - before[0]),
        height: Math.abs(y - before[1]),
      }
      for (const { box, what } of boxes) {
        if (box.x >= part.x + part.width && part.width > 0) break
        if (overlap(part, box)) found.push(`${from} to ${to} through ${what}`)
      }
    }
  }
  return found
}

/** Each line begins and ends at the edge of the symbols that it joins, within their height. */
function loose({ lines, symbols }: Drawing): string[] {
  const of = new Map(symbols.map((symbol) => [symbol.key, symbol.symbol]))
  return lines.flatMap(({ left, points, right }) => {
    const ends = [
      [points[0], of.get(left)],
      [points.at(-1), of.get(right)],
    ] as const
    return ends.flatMap(([point, box]) => {
      if (!point || !box) return `${left} to ${right} has no end`
      const touches =
        (point[0] === box.x || point[0] === box.x + box.width) && point[1] > box.y && point[1] < box.y + box.height
      return touches ? [] : `${left} to ${right} ends at ${point}`
    })
  })
}

describe('no label overlaps another, no line crosses a symbol', () => {
  test.each(['belgrade', 'kragujevac'])('at %s, folded and unfolded', async (site) => {
    const { estate } = await loadEstate(undefined)
    const folded = foldedChain(powerGraph(estate), site, new Set())
    expect(faults(drawing(folded))).toEqual([])
    expect(loose(drawing(folded))).toEqual([])
    const groups = folded.flatMap(({ key }) => (key.startsWith('group:') ? key : []))
    expect(groups.length).toBeGreaterThan(2)
    for (const group of groups.slice(0, 3)) expect(faults(drawn(estate, site, [group]))).toEqual([])
  })

  test('on an estate of eighty more halls, folded and with a group unfolded', async () => {
    await using folder = await temporaryFolder()
    for (const [name, text] of generateEstate('2030', shippedFolder())) await writeFile(join(folder.path, name), text)
    const { estate } = await loadEstate(folder.path)
    const graph = powerGraph(estate)
    const folded = foldedChain(graph, 'growth', new Set())
    expect(folded.length).toBeGreaterThan(500)
    expect(faults(drawing(folded))).toEqual([])
    const group = folded.find(({ alike }) => alike > 1)?.key ?? ''
    const unfolded = foldedChain(graph, 'growth', new Set([group]))
    expect(unfolded.length).toBeGreaterThan(folded.length)
    expect(faults(drawing(unfolded))).toEqual([])
    // Thousands of lines, each against thousands of labels.
  }, 90_000)

  test('on any chain that the loader takes', () => {
    fc.assert(
      fc.property(randomPowerEstate(), (estate) => {
        const picture = drawn(estate.build(), 's')
        expect(faults(picture)).toEqual([])
        expect(loose(picture)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('with a tie between panels, and a ring of ties', () => {
    const estate = new PowerEstate().utility('a').utility('b')
    estate.panel('panel-a', { from: 'a', alternate: 'panel-b' }).panel('panel-b', { from: 'b', alternate: 'panel-a' })
    for (const side of ['a', 'b']) estate.feed(`feed-${side}`, { from: `panel-${side}` })
    const picture = drawn(estate.build(), 's')
    expect(faults(picture)).toEqual([])
    expect(loose(picture)).toEqual([])
    expect(picture.lines.filter(({ role }) => role === 'alternate')).toHaveLength(2)
  })
})

describe('what is drawn', () => {
  test('folds more than three alike with all that draws from them alone', () => {
    const estate = new PowerEstate().utility('grid').ups('ups', { from: 'grid' })
    for (let feed = 1; feed <= 4; feed++) {
      estate.feed(`feed-${feed}`, { from: 'ups' })
      for (let pdu = 1; pdu <= 2; pdu++) estate.pdu(`rack-${feed}/pdu-${pdu}`, { from: `feed-${feed}` })
    }
    const graph = powerGraph(estate.build())
    const folded = foldedChain(graph, 's', new Set())
    expect(folded.map(({ alike, key, members }) => [key, alike, members.length])).toEqual([
      ['s/grid', 1, 1],
      ['s/ups', 1, 1],
      ['group:s/feed-1', 4, 12],
    ])
    const unfolded = foldedChain(graph, 's', new Set(['group:s/feed-1']))
    expect(unfolded.map(({ key }) => key)).toContain('s/rack-2/pdu-1')
    expect(unfolded).toHaveLength(2 + 4 + 8)
  })

  test('never folds what differs in what it draws from, and leaves other sites out', () => {
    const estate = new PowerEstate().utility('grid')
    for (let unit = 1; unit <= 5; unit++)
      estate.generator(`g-${unit}`).transformer(`t-${unit}`, { from: 'grid', alternate: `g-${unit}` })
    const graph = powerGraph(estate.build())
    expect(foldedChain(graph, 's', new Set())).toHaveLength(11)
    expect(foldedChain(graph, 'elsewhere', new Set())).toEqual([])
    expect(drawing([])).toMatchObject({ symbols: [], lines: [] })
  })
})
