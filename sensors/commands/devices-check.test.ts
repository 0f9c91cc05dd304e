import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { joinPath } from '../../twin/model/path.ts'
import { epochMs } from '../../twin/model/units.ts'
import { DeviceError, type Driver, type Target } from '../driver.ts'
import { estateOf } from '../simulator/testing/small-estate.ts'
import { devicesCheckCommand } from './devices-check.ts'
import { capturedCall } from './testing/captured-call.ts'

const estate = estateOf(
  ['a', 'b', 'c'].map((name) => ({ kind: 'row', path: joinPath('site', name) })),
  [],
)

/** Answers by host: `ok`, `dead`, `locked`, `odd`. */
function driver(seen: Target[], most = { now: 0, ever: 0 }): Driver {
  return {
    name: 'snmp',
    schemes: ['snmp', 'mqtt'],
    open: async (target) => {
      seen.push(target)
      most.ever = Math.max(most.ever, ++most.now)
      await new Promise((resolve) => setTimeout(resolve, 5))
      most.now--
      const host = /\/\/(\w+)/.exec(target.url)?.[1]
      if (host === 'dead') throw new DeviceError('timeout', 'dead did not answer within 1000 ms', true)
      if (host === 'locked') throw new DeviceError('authentication', 'locked refused the sign-in', false)
      if (host === 'odd') throw new DeviceError('bad-target', 'there is no profile odd', false)
      return {
        leftOut: [
          ...Array.from({ length: 9 }, (_, n) => ({ why: 'unknown' as const, what: `Probe\u001b ${n + 1} (type 40)` })),
          { why: 'refused', what: '/redfish/v1/Systems' },
        ],
        identity: { profile: 'p', because: 'sysObjectID 1.2.3', generic: false, model: 'P\u001b1' },
        gather: async () => [
          {
            point: 'probe-1/temperature',
            quantity: 'temperature',
            value: 21,
            unit: 'Cel',
            quality: 'good',
            at: epochMs(1),
            address: 'x',
          },
        ],
        close: async () => undefined,
      }
    },
  }
}

async function check(text: string, options: object = {}, most?: { now: number; ever: number }) {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'devices.yaml'), text)
  const seen: Target[] = []
  const { call, out, messages } = capturedCall([], { wait: 1, ...options }, {}, folder.path)
  const command = devicesCheckCommand(
    async () => ({ drivers: [driver(seen, most)], profiles: () => undefined }),
    async () => ({ estate }),
  )
  return { status: await command.run(call), out: out.join('\n'), messages: messages.join('\n'), seen }
}

test.each([
  ['ok', 0],
  ['locked', 1],
  ['odd', 2],
  ['dead', 3],
])('a device that is %s gives status %i', async (host, status) => {
  expect((await check(`devices: [{ path: site/a, url: 'snmp://${host}' }]`)).status).toBe(status)
})

test('what answers is told with profile, model and what the map misses; what does not, with the reason', async () => {
  const { status, out, messages } = await check(
    "devices: [{ path: site/a, url: 'snmp://ok', map: { probe-1: site/b, probe-2: site/c } }, { path: site/b, url: 'snmp://dead' }]",
  )
  expect(status).toBe(3)
  expect(out).toContain('ok      site/a  snmp://ok')
  expect(out).toContain('P 1, profile p: sysObjectID 1.2.3')
  expect(out).toContain('1 readings, 1 of them good')
  expect(out).toContain('map names probe-2, which the device does not tell')
  expect(out).toContain('the device does not let this user read /redfish/v1/Systems')
  expect(out).toMatch(/no rule for it: Probe {2}1 \(type 40\), .*, Probe {2}8 \(type 40\), … \(9 in all\)/)
  expect(out).toContain('FAILED  site/b  snmp://dead')
  expect(out).toContain('timeout: dead did not answer')
  expect(messages).toContain('1 of 2 devices can be read.')
})

test('--json is one document in the order of the file', async () => {
  const { out } = await check("devices: [{ path: site/a, url: 'snmp://dead' }, { path: site/b, url: 'snmp://ok' }]", {
    json: true,
  })
  const document = JSON.parse(out)
  expect(document).toMatchObject({ devices: 2, reading: 1, failed: 1, silent: 0 })
  expect(document.checks.map(({ path, state }: { path: string; state: string }) => [path, state])).toEqual([
    ['site/a', 'failed'],
    ['site/b', 'reading'],
  ])
})

test('a broker is looked at without taking over the session that the collector has there', async () => {
  const { seen } = await check("devices: [{ url: 'mqtt://ok', options: { clientId: collector } }]")
  expect(seen[0]?.options).toEqual({ session: 'temporary' })
})

test('many are tried together, but never more than 64', async () => {
  const most = { now: 0, ever: 0 }
  const lines = Array.from({ length: 200 }, (_, n) => `  - { path: site/a, url: 'snmp://ok:${n + 1}' }`)
  expect((await check(`devices:\n${lines.join('\n')}`, {}, most)).status).toBe(0)
  expect(most.ever).toBe(64)
})

test('a file that is wrong is status 2, told by line, and as a document where one is asked for', async () => {
  const { status, out, messages, seen } = await check('devices:\n  - path: site/z\n    url: snmp://ok', { json: true })
  expect(status).toBe(2)
  expect(messages).toContain(':2:5: path is nothing in the estate')
  expect(JSON.parse(out).problems).toHaveLength(1)
  expect(seen).toEqual([])
})
