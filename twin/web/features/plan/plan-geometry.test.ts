import { describe, expect, it } from 'vitest'
import type { Plot } from '../../../model/things.ts'
import { metres } from '../../../model/units.ts'
import { smallEstate } from '../../../server/testing/small-estate.ts'
import { createWebEstate } from '../../state/web-estate.ts'
import { drawPlan } from './plan-geometry.ts'

const whole = smallEstate()
const things = [...Array(whole.extent).keys()].flatMap((index) => whole.thing(index) ?? [])
const estate = createWebEstate({ name: 'small', version: '1', extent: whole.extent, things })

describe('the plan of a hall', () => {
  it('has north up, holds everything, and leaves a margin of a metre and a half', () => {
    // The room is 20 m by 15 m from the origin; row a stands at y = 0 with 0.6 m of its racks' depth outside.
    const plan = drawPlan(estate, 'belgrade/hall-1')
    expect(plan?.ground).toEqual({ x: -1.5, y: -16.5, width: 23, height: 18.6 })
    expect(plan?.outlines.map(({ points }) => points)).toEqual(['0,0 20,0 20,-15 0,-15'])
    expect(plan?.boxes).toHaveLength(8)
  })

  it('names each row beside its westernmost rack', () => {
    const rows = drawPlan(estate, 'belgrade/hall-1')?.rows
    expect(rows?.map(({ thing, y }) => [thing.name, Math.round(y) + 0])).toEqual([
      ['row-a', 0],
      ['row-b', -3],
    ])
    expect(rows?.[0]?.x).toBeCloseTo(0.6 - 0.3 - 0.25, 6)
  })

  it('leaves out probes in racks, and all probes on a whole site', () => {
    const roles = new Set(drawPlan(estate, 'belgrade/hall-1')?.probes.map(({ role }) => role))
    expect([...roles].sort()).toEqual(['door', 'leak', 'smoke'])
    expect(drawPlan(estate, 'belgrade')?.probes).toEqual([])
  })

  it('of a campus has the ground of its plots, north up, each piece with its plot', () => {
    const footprint = [
      { x: metres(0), y: metres(0) },
      { x: metres(8), y: metres(0) },
      { x: metres(8), y: metres(4) },
    ]
    const plot: Plot = {
      ...{ index: whole.extent, path: 'belgrade/garden' as Plot['path'], name: 'Garden', source: 'assumed' },
      ...{ kind: 'plot', use: 'garden', footprint, surfaces: [{ surface: 'water', footprint }] },
    }
    const more = { name: 'small', version: '1', extent: whole.extent + 1, things: [...things, plot] }
    const plan = drawPlan(createWebEstate(more), 'belgrade')
    expect(plan?.surfaces).toEqual([{ plot: whole.extent, surface: 'water', points: '0,0 8,0 8,-4' }])
    expect(drawPlan(estate, 'belgrade')?.surfaces).toEqual([])
  })

  it('of nothing is nothing', () => {
    expect(drawPlan(estate, 'belgrade/power')).toBeUndefined()
  })
})
