import { Color } from 'three'
import { describe, expect, it } from 'vitest'
import { smallEstate } from '../../server/testing/small-estate.ts'
import type { RackGhosts } from '../state/rack-ghosts.ts'
import { GhostBoxes } from './ghost-boxes.ts'
import { ghostsToDraw } from './ghost-drawing.ts'

const HALL = 'belgrade/hall-1'
const estate = smallEstate()
const rack = estate.find(`${HALL}/row-a/rack-01`)?.index ?? -1
const box = (position: number, kind: 'candidate' | 'reserved') => ({ position, units: 2, kind, isStrong: false })
const two: RackGhosts = {
  ...{ rack, text: '1, 2', best: 1, isStrong: false },
  boxes: [box(5, 'candidate'), box(7, 'candidate'), box(9, 'reserved')],
}

describe('the ghosts of a picture', () => {
  it('are a box each at their units in a hall, with the ranks above the rack', () => {
    const { boxes, labels } = ghostsToDraw([two], estate, HALL)
    expect(boxes.map(({ box: { size }, kind }) => [size.height.toFixed(4), kind])).toEqual([
      ['0.0889', 'candidate'],
      ['0.0889', 'candidate'],
      ['0.0889', 'reserved'],
    ])
    expect(labels.map(({ text, ghost }) => [text, ghost])).toEqual([['1, 2', 'plain']])
  })

  it('are one box around the rack on a site, and none where the scope does not hold the rack', () => {
    expect(ghostsToDraw([two], estate, 'belgrade').boxes).toHaveLength(1)
    expect(ghostsToDraw([two], estate, `${HALL}/row-b`)).toEqual({ boxes: [], labels: [] })
  })

  it('of a row in which nobody knows the rack are one box around it, with what may come there', () => {
    const row = estate.find(`${HALL}/row-a`)?.index ?? -1
    const some: RackGhosts = { rack: row, whole: 'candidate', text: '≤ +3', best: 0, isStrong: false, boxes: [] }
    for (const scope of [HALL, 'belgrade']) {
      const { boxes, labels } = ghostsToDraw([some], estate, scope)
      expect(boxes).toHaveLength(1)
      expect(boxes[0]?.box.size.width).toBeGreaterThan(1.2)
      expect(labels.map(({ text }) => text)).toEqual(['≤ +3'])
    }
  })

  it('are one object as long as there are any, and none after that', () => {
    const ghosts = new GhostBoxes(new Color(), new Color())
    ghosts.set(ghostsToDraw([two], estate, HALL).boxes)
    expect([ghosts.object.children.length, ghosts.count]).toEqual([1, 3])
    ghosts.set([])
    expect([ghosts.object.children.length, ghosts.count]).toEqual([0, 0])
  })
})
