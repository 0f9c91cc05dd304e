import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EstateAnswers } from '../../../twin/analysis/answers/estate-answers.ts'
import { loadEstate } from '../../../twin/estate/load-estate.ts'
import type { Estate } from '../../../twin/model/estate.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { World } from './world.ts'

/** A hall with a rack of 20 kW direct-to-chip, of which a quarter stays in the air, an air unit and two CDUs on two chillers. */
const LIQUID = `schema: 1
deviceTypes:
  gpu: {manufacturer: Any, model: Direct-to-chip, height: 4, airflow: liquid, liquidShare: 0.75, supplies: 1, role: gpu, power: 20 kW}
pduTypes:
  strip: {manufacturer: Any, model: Strip, phase: three, amperage: 63 A, outlets: 6}
things:
  site:
    kind: site
    latitude: 44
    longitude: 20.9
    utcOffsetName: Europe/Belgrade
    things:
      grid: {kind: utility, voltage: 400 V}
      panel: {kind: power-panel, from: grid, rating: 400 A, voltage: 400 V, voltageIs: line-to-line}
      chiller-[1-2]: {kind: chiller, at: [30, 4], step: [0, 4], width: 1 m, depth: 2 m, height: 2 m, faces: east, capacity: 40 kW, cop: 4, from: panel}
      hall:
        kind: room
        use: data-hall
        airClass: A2
        at: [2, 2]
        extent: [12, 10]
        height: 4 m
        things:
          feed: {kind: power-feed, side: single, from: panel, phase: three, voltage: 400 V, voltageIs: line-to-line, amperage: 63 A, derating: 1}
          crah: {kind: crah, at: [1, 8], width: 1 m, depth: 1 m, height: 2 m, faces: east, capacity: 10 kW, airflow: 1 m3/s, from: panel, chilledBy: 'chiller-[1-2]'}
          cdu-[1-2]: {kind: crah, type: cdu, at: [8, 4], step: [0, 2], width: 600 mm, depth: 1 m, height: 2 m, faces: east, capacity: 16 kW, airflow: 0 m3/s, waterFlow: 60 l/min, supplyTemperature: 32, from: panel, chilledBy: 'chiller-[1-2]'}
          row:
            kind: row
            at: [3, 3]
            faces: north
            things:
              rack:
                kind: rack
                units: 42
                things:
                  pdu: {kind: rack-pdu, type: strip, side: single, from: feed}
                  node: {kind: device, type: gpu, position: 3, cords: [pdu]}
`

describe('an estate with coolant distribution units', () => {
  let folder: string
  let estate: Estate
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oblak-liquid-'))
    await writeFile(join(folder, 'estate.yaml'), LIQUID)
    estate = (await loadEstate(folder, { writeIds: false })).estate
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('is loaded with their figures in SI', () => {
    expect(estate.find('site/hall/cdu-1')).toMatchObject({ type: 'cdu', waterFlow: 0.001, supplyTemperature: 32 })
  })

  test('has N+1 of its liquid apart from its air', async () => {
    const [capacity] = await new EstateAnswers(estate).capacity(['site/hall'])
    const [zone] = capacity?.cooling?.zones ?? []
    expect(zone?.liquid).toMatchObject({ heat: 15_000, withoutGreatest: 16_000, holds: true })
    // One air unit is no N+1: without it nothing is left.
    expect(zone?.air).toMatchObject({ heat: 5000, withoutGreatest: 0, holds: false })
    expect(capacity?.cooling?.loops[0]).toMatchObject({ heat: 20_000, withoutGreatest: 40_000, holds: true })
  })

  test('is lived in by the simulator, which has all heat in the air and serves no CDU', () => {
    const at = Date.UTC(2026, 6, 15, 10)
    const world = new World(estate, { seed: 1, at: at as EpochMs })
    world.advance((at + 60_000) as EpochMs)
    expect([...world.crahs.keys()]).toEqual(['site/hall/crah'])
    const [room] = world.rooms
    expect(room?.hot).toBeGreaterThan(20)
    expect(room?.heatOfRacks).toBeGreaterThan(5000)
  })
})
