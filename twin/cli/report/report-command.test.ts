import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CommandCall } from '../../kit/command.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { capacityReport } from '../../report/capacity-report.ts'
import { reportCommand } from './report-command.ts'

const NOW = Date.parse('2026-11-25T12:00:00Z')
/** Nothing listens at port 9. */
const NOBODY = 'http://127.0.0.1:9'

function site() {
  const estate = new PowerEstate().utility('grid').room('hall').rack('hall/rack')
  for (const side of ['a', 'b']) {
    estate.ups(`ups-${side}`, { from: 'grid' }).feed(`feed-${side}`, { from: `ups-${side}` })
    estate.pdu(`hall/rack/pdu-${side}`, { from: `feed-${side}` }, { side })
  }
  return estate.device('hall/rack/server', ['hall/rack/pdu-a', 'hall/rack/pdu-b'], 3000).build()
}

async function report(folder: string, options: CommandCall['options'], request?: typeof fetch) {
  const { io, messages, out } = recordedIo()
  const command = reportCommand({
    loadEstate: async () => ({ estate: site() }),
    nearestPath: () => 's',
    readReport: (body) => capacityReport.safeParse(body).data,
    clock: () => NOW,
  })
  const own = globalThis.fetch
  globalThis.fetch = request ?? (() => Promise.reject(new TypeError('nobody listens')))
  try {
    const call = {
      args: [],
      options: { language: 'en', ...options },
      json: false,
      signal: new AbortController().signal,
    }
    const status = await command.run({ ...call, io: { ...io, workingFolder: folder } })
    return { status, out, messages: messages.join('\n') }
  } finally {
    globalThis.fetch = own
  }
}

test('without a server writes what the estate declares of the last whole month, and says what is missing', async () => {
  await using folder = await temporaryFolder()
  const { messages, out, status } = await report(folder.path, { out: 'made' })
  expect(status).toBe(0)
  expect(messages).toContain('history, energy and alarms are missing')
  expect(out[0]?.split('\n')).toEqual(
    ['html', 'csv'].map((end) => join(folder.path, 'made', `oblak-capacity-2026-10.${end}`)),
  )
  const html = await readFile(join(folder.path, 'made', 'oblak-capacity-2026-10.html'), 'utf8')
  expect(html).toContain('No server was asked')
  expect(html).toContain('s/hall')
  // 21.1 kW less 3 kW (see capacity-command.test.ts).
  expect(html).toContain('18.1\u00a0kW')
  expect(await readdir(join(folder.path, 'made'))).toHaveLength(2)
})

test('what cannot be written whole leaves what was there', async () => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'file'), 'mine')
  const { messages, status } = await report(folder.path, { out: 'file' })
  expect(status).toBe(2)
  expect(messages).toContain('file cannot be written')
  expect(await readFile(join(folder.path, 'file'), 'utf8')).toBe('mine')
  await mkdir(join(folder.path, 'made', 'oblak-capacity-2026-10.csv'), { recursive: true })
  expect((await report(folder.path, { out: 'made' })).status).toBe(2)
  expect(await readdir(join(folder.path, 'made'))).toEqual(['oblak-capacity-2026-10.csv'])
})

test('a month that is none or has not begun, no folder, and what is no site are wrong usage', async () => {
  await using folder = await temporaryFolder()
  const refused = async (options: CommandCall['options']) => (await report(folder.path, options)).status
  expect(await refused({})).toBe(2)
  expect(await refused({ out: 'made', month: '2026-13' })).toBe(2)
  expect(await refused({ out: 'made', month: '2026-12' })).toBe(2)
  expect(await refused({ out: 'made', site: 's/hall' })).toBe(2)
  expect(await refused({ out: 'made', site: 'nis' })).toBe(2)
  expect(await readdir(folder.path)).toEqual([])
})

test('a named server that does not answer is status 3, one that refuses tells why', async () => {
  await using folder = await temporaryFolder()
  expect((await report(folder.path, { out: 'made', server: NOBODY })).status).toBe(3)
  const refusing = async () => Response.json({ detail: 'query.month 2026-11 is odd.' }, { status: 400 })
  const refused = await report(folder.path, { out: 'made', server: NOBODY }, refusing)
  expect(refused.status).toBe(2)
  expect(refused.messages).toContain('query.month 2026-11 is odd.')
  expect(await readdir(folder.path)).toEqual([])
})
