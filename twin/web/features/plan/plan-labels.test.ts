import { expect, it } from 'vitest'
import type { Thing } from '../../../model/things.ts'
import type { Outline } from './plan-geometry.ts'
import { labelOutlines, rowText } from './plan-labels.ts'

const nameOf = (thing: Thing) => thing.name

it('a name that fits stands inside its outline, one that does not crosses it, and none overlaps another', () => {
  const wide = outline('building', 'Garage', 0, 100)
  const narrow = outline('building', 'Heart of the district', 200, 40)
  const beside = outline('plot', 'By 2027', 210, 30)
  const labels = labelOutlines([wide, narrow, beside], 10, nameOf)
  expect(labels.map(({ text }) => text)).toEqual(['Garage', 'Heart of the district'])
  expect(labels[0]?.x).toBe(4)
  expect(labels[1]?.x).toBeLessThan(200)
})

it('halls are named before the building around them', () => {
  const building = outline('building', 'Data centre', 0, 50)
  const hall = {
    ...outline('room', 'Hall 1', 0, 40),
    thing: { kind: 'room', use: 'data-hall', name: 'Hall 1' } as Thing,
  }
  expect(labelOutlines([building, hall], 10, nameOf).map(({ text }) => text)).toEqual(['Hall 1'])
})

it('a row beside a cooler is named by its last word where the whole does not fit', () => {
  // Five letters of 0.58 m each are 2.9 m.
  expect(rowText('Row a', 2.9, 1)).toBe('Row a')
  expect(rowText('Row a', 2.8, 1)).toBe('a')
  expect(rowText('row-a', 2.8, 1)).toBe('a')
})

function outline(kind: 'building' | 'plot' | 'room', name: string, x: number, width: number): Outline {
  return { thing: { kind, name } as Thing, points: '', box: { x, y: 0, width, height: 40 } }
}
