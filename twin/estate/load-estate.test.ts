import { describe, expect, test } from 'vitest'
import { loadEstate } from './load-estate.ts'

describe('the shipped estate', () => {
  test('loads, and its file of indexes knows everything', async () => {
    const { estate, ids } = await loadEstate(undefined)
    expect(estate.ofKind('rack')).toHaveLength(1296)
    expect(ids).toEqual({ added: 0, written: false })
  })

  test('finds each thing by index, path, parent and kind alike', async () => {
    const { estate } = await loadEstate(undefined)
    const kinds = new Map<string, number>()
    let count = 0
    for (let index = 0; index < estate.extent; index++) {
      const thing = estate.thing(index)
      if (!thing) continue
      count++
      kinds.set(thing.kind, (kinds.get(thing.kind) ?? 0) + 1)
      if (thing.index !== index || estate.find(thing.path) !== thing)
        throw new Error(`${thing.path} is not found as itself`)
      const parent = estate.parent(thing)
      if (!estate.children(parent?.path ?? '').includes(thing))
        throw new Error(`${thing.path} is no child of its parent`)
    }
    expect(count).toBe([...estate.paths()].length)
    for (const [kind, number] of kinds) expect(estate.ofKind(kind as 'rack')).toHaveLength(number)
    expect(estate.ofKind('rack-pdu')).toHaveLength(2592)
  })

  test('knows what draws from what', async () => {
    const { estate } = await loadEstate(undefined)
    const [pdu] = estate.ofKind('rack-pdu')
    const feed = pdu?.supplies[0]?.from ?? ''
    expect(estate.fedBy(feed)).toContain(pdu)
    const devices = estate.fedBy(pdu?.path ?? '')
    expect(devices.length).toBeGreaterThan(0)
    for (const device of devices) {
      expect(device.kind === 'device' && device.cords.map((cord) => cord.pdu)).toContain(pdu?.path)
    }
    expect(estate.children('kragujevac/power').map(({ kind }) => kind)).toContain('ups')
  })
})
