import { describe, expect, it } from 'vitest'
import { joinPath } from '../../model/path.ts'
import type { Thing } from '../../model/things.ts'
import { smallEstate } from '../../server/testing/small-estate.ts'
import { createWebEstate } from './web-estate.ts'

const whole = smallEstate()
const things = [...Array(whole.extent).keys()].flatMap((index) => {
  const thing = whole.thing(index)
  return thing && thing.kind !== 'device' ? [thing] : []
})
const estate = createWebEstate({ name: whole.name, version: whole.version, extent: whole.extent, things })

describe('the estate in the page', () => {
  it('answers as the whole estate does, but for devices', () => {
    expect(estate.find('belgrade/hall-1/row-a/rack-02')).toEqual(whole.find('belgrade/hall-1/row-a/rack-02'))
    expect(estate.children('').map(({ path }) => path)).toEqual(['belgrade'])
    expect(estate.children('belgrade/hall-1/row-a').map(({ path }) => path)).toEqual(
      whole.children('belgrade/hall-1/row-a').map(({ path }) => path),
    )
    expect(estate.ofKind('rack').map(({ index }) => index)).toEqual(whole.ofKind('rack').map(({ index }) => index))
    expect(estate.fedBy('belgrade/power/ups-a')).toHaveLength(6)
    expect(estate.ofKind('device')).toEqual([])
  })

  it('knows what is within a path, and not what only begins like it', () => {
    expect(estate.within('rack', 'belgrade/hall-1/row-a')).toHaveLength(3)
    expect(estate.within('rack', 'belgrade/hall-1/row')).toHaveLength(0)
    expect(estate.within('rack', '')).toHaveLength(6)
    expect(estate.within('room', 'belgrade/hall-1')).toHaveLength(1)
  })

  it('gives what lies behind a word that is no thing to the thing above it', () => {
    const [site] = things
    if (site?.kind !== 'site') throw new Error('the small estate begins with its site')
    const place = { path: joinPath('belgrade/district/plot-1'), index: whole.extent, source: 'assumed' } as const
    const plot: Thing = { ...place, kind: 'plot', name: 'Phase 1', use: 'offices', footprint: [] }
    const wider = createWebEstate({ ...whole, extent: whole.extent + 1, things: [...things, plot] })
    expect(wider.children('belgrade')).toContain(plot)
    expect(wider.children('belgrade/district')).toEqual([plot])
    expect(wider.parent(plot)).toBe(site)
  })

  it('names the ancestors from the site down', () => {
    expect(estate.ancestors('belgrade/hall-1/row-a/rack-01').map(({ path }) => path)).toEqual([
      'belgrade',
      'belgrade/hall-1',
      'belgrade/hall-1/row-a',
    ])
  })
})
