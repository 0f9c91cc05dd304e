import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { World } from '../physics/world.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { chillerValues, crahValues, meterValues } from './machine-values.ts'
import { simulatedMaps } from './maps.ts'
import { ModbusGateway } from './modbus-gateway.ts'
import { RegisterImage } from './register-image.ts'

const run = promisify(execFile)

describeWith(['mbpoll'], 'machines read by mbpoll', () => {
  const world = new World(smallEstate(), { seed: 1, at: Date.UTC(2026, 6, 15, 10) as EpochMs })
  const maps = simulatedMaps()
  const crah = world.crahs.get('site/hall/crah-1')
  const chiller = world.chillers.get('site/cooling/chiller-1')
  const feed = world.power.nodes.find(({ path }) => path === 'site/power/feed-a')
  if (!crah || !chiller || !feed) throw new Error('the small estate has these')
  const racks = world.power.nodes.filter((node) => node.sources.includes(feed))
  const gateway = new ModbusGateway(
    new Map([
      [1, { image: new RegisterImage(maps.crah), values: crahValues(crah, 'CRAH0001', () => 0.008) }],
      [
        2,
        {
          image: new RegisterImage(maps.chiller),
          values: chillerValues(chiller, world.waters[0], 'CH', () => world.weather),
        },
      ],
      [3, { image: new RegisterImage(maps.meter), values: meterValues({ node: feed, circuits: racks }, 'M1') }],
    ]),
  )
  let port = 0
  beforeAll(async () => {
    port = await gateway.listen()
  })
  afterAll(() => gateway.close())

  /** `-0`: addresses as on the wire; mbpoll prints `[address]: value`. */
  const poll = async (unit: number, table: string, address: number, count: number, ...more: string[]) => {
    const args = ['-m', 'tcp', '-p', String(port), '-a', String(unit), '-t', table, '-0', '-r', String(address)]
    const { stdout } = await run('mbpoll', [...args, '-c', String(count), '-1', '-q', ...more, '127.0.0.1'])
    return [...stdout.matchAll(/^\[\d+\]:\s+(-?[\d.e+-]+)/gm)].map(([, value]) => Number(value))
  }

  it('gives the temperatures of an air handler in tenths, its power in watts, its airflow as a float', async () => {
    const [supply, returned] = await poll(1, '3', 10, 2)
    expect(supply).toBe(Math.round(crah.supply * 10))
    expect(returned).toBe(Math.round(crah.returned * 10))
    const [airflow] = await poll(1, '3:float', 24, 1, '-B')
    expect(airflow).toBeCloseTo(crah.airflow, 3)
    expect(await poll(1, '3', 18, 1)).toEqual([1])
  })

  it('gives a chiller its floats with the low word first, in kW', async () => {
    const [cooling] = await poll(2, '4:float', 106, 1)
    expect(cooling).toBeCloseTo(chiller.cooling / 1000, 3)
  })

  it('gives a branch meter its circuits, and marks those that are not fitted', async () => {
    const [watts] = await poll(3, '4:float', 40, 1, '-B')
    expect(watts).toBeCloseTo(feed.total, 0)
    const [circuit] = await poll(3, '4:float', 1002, 1, '-B')
    expect(circuit).toBeCloseTo(racks[0]?.total ?? Number.NaN, 1)
    expect(await poll(3, '4', 1009, 1)).toEqual([1])
    expect(await poll(3, '4', 1000 + 41 * 10 + 9, 1)).toEqual([0])
  })

  it('refuses registers that no map names, other functions and units that are not there', async () => {
    await expect(poll(1, '3', 500, 1)).rejects.toThrow(/Illegal data address/i)
    await expect(poll(1, '4', 10, 1)).rejects.toThrow(/Illegal data address/i)
    await expect(poll(1, '0', 10, 1)).rejects.toThrow(/Illegal function/i)
    await expect(poll(99, '3', 10, 1)).rejects.toThrow(/Target device failed to respond/i)
  })
})
