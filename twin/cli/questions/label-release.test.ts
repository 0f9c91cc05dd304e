import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { capacityCommand } from './capacity-command.ts'
import type { LabelPeaks } from './label-peaks.ts'

/** Two racks' worth of units but one feed of 16 A: power binds. */
function site() {
  const single = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral', amperage: 16 }
  const estate = new PowerEstate().utility('grid').rack('rack').feed('feed', { from: 'grid' }, single)
  return estate
    .pdu('rack/pdu', { from: 'feed' }, { phase: 'single', amperage: 16 })
    .device('rack/one', ['rack/pdu#1'], 1000)
    .build()
}

async function release(labels: Partial<LabelPeaks> | undefined) {
  const { io, out } = recordedIo()
  const estate = site()
  const command = capacityCommand({
    loadEstate: async () => ({ estate }),
    nearestPath: () => undefined,
    labelPeaks: async () => labels && { estate: estate.name, weeks: 4, peaks: [], unknown: [], ...labels },
  })
  const call = { args: ['s/rack'], options: { release: true }, json: false, io, signal: new AbortController().signal }
  expect(await command.run(call)).toBe(0)
  return out.join('\n')
}

test('a label is set right by the P99 of a server’s history, and what that frees is computed again', async () => {
  const text = await release({ peaks: [{ path: 's/rack/one', p99: 400 }] })
  expect(text).toContain('+600 W    relabel s/rack/one: 1 kW declared, P99 of its history 400 W')
  expect(text).toContain('Labels: the P99 of 4 weeks is known of 1 devices')
})

test('where nothing is measured long enough it says why', async () => {
  const unknown = [{ why: 'not measured', devices: 7, example: 's/rack/one' }]
  const text = await release({ unknown })
  expect(text).not.toContain('relabel')
  expect(text).toContain('known of 0 devices, 7 not measured themselves (s/rack/one)')
  expect(await release(undefined)).toContain('no history is known here; a running server has it')
})

test('the history of another estate is not taken', async () => {
  const text = await release({ estate: 'Another', peaks: [{ path: 's/rack/one', p99: 400 }] })
  expect(text).not.toContain('relabel s/rack/one')
})
