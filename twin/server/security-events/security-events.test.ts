import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RaisedEvent } from '../../model/security-event.ts'
import { epochMs } from '../../model/units.ts'
import { securityEventsAnswer } from '../../protocol/security-event.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'
import { SecurityEventBook } from './security-event-book.ts'

const STACK = 'egov-belgrade'

function eventOf(change: Partial<RaisedEvent> = {}): RaisedEvent {
  const { object = 'NetworkPolicy portal/default-deny', field = 'spec.policy_types' } = change
  const text = { en: 'in English', sr: 'на српском' }
  return {
    ...{ key: `${object}|${field}`, severity: 'critical', area: 'isolation', kind: 'changed' },
    ...{ site: 'belgrade', stack: STACK, object, field, declared: 'Egress', live: 'Ingress' },
    ...{ who: { manager: 'kubectl-edit', operation: 'Update', at: '2026-11-26T04:35:50Z' }, lastWrite: null },
    ...{ construct: null, line: null, means: text, action: text },
    ...change,
  }
}

const look = (events: readonly RaisedEvent[], stack: string | null = STACK) => ({
  source: 'drift' as const,
  covers: [{ site: 'belgrade', stack }],
  events,
})

async function temporaryBook(): Promise<
  AsyncDisposable & { readonly folder: string; readonly book: SecurityEventBook }
> {
  const folder = await mkdtemp(join(tmpdir(), 'oblak-events-'))
  return {
    folder,
    book: new SecurityEventBook(folder, () => undefined),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

test('what is seen again is the same event, seen later; what a look does not find any more is over', async () => {
  await using kept = await temporaryBook()
  const { book } = kept
  expect(await book.raise(look([eventOf()]), epochMs(1_000))).toEqual({ opened: 1, seenAgain: 0, closed: 0 })
  expect(await book.raise(look([eventOf()]), epochMs(2_000))).toEqual({ opened: 0, seenAgain: 1, closed: 0 })
  expect(await book.all(10)).toMatchObject([{ id: 's1', firstSeen: 1_000, lastSeen: 2_000, closedAt: null }])
  expect(await book.raise(look([]), epochMs(3_000))).toEqual({ opened: 0, seenAgain: 0, closed: 1 })
  expect(await book.all(10)).toMatchObject([{ id: 's1', lastSeen: 2_000, closedAt: 3_000 }])
  await book.raise(look([eventOf()]), epochMs(4_000))
  expect((await book.all(10)).map(({ closedAt, id }) => [id, closedAt])).toEqual([
    ['s2', null],
    ['s1', 3_000],
  ])
})

test('a look that does not tell all that it found at a place ends nothing there', async () => {
  await using kept = await temporaryBook()
  const { book } = kept
  const other = eventOf({ field: 'spec.ingress' })
  await book.raise(look([eventOf(), other]), epochMs(1_000))
  const cut = { source: 'drift' as const, covers: [{ site: 'belgrade', stack: STACK, isCut: true }], events: [other] }
  expect(await book.raise(cut, epochMs(2_000))).toEqual({ opened: 0, seenAgain: 1, closed: 0 })
  expect(await book.raise(look([other]), epochMs(3_000))).toEqual({ opened: 0, seenAgain: 1, closed: 1 })
})

test('what is not shown, and was written again, is to be acknowledged again', async () => {
  await using kept = await temporaryBook()
  const { book } = kept
  const hidden = (at: string) => eventOf({ live: null, who: { manager: 'kubectl-edit', operation: 'Update', at } })
  const isAcknowledged = async () => (await book.all(10))[0]?.acknowledged !== null
  await book.raise(look([hidden('2026-11-26T04:35:50Z')]), epochMs(1_000))
  await book.acknowledge('s1', 'Ana', null, epochMs(2_000))
  await book.raise(look([hidden('2026-11-26T04:35:50Z')]), epochMs(3_000))
  expect(await isAcknowledged()).toBe(true)
  await book.raise(look([hidden('2026-11-26T05:00:00Z')]), epochMs(4_000))
  expect(await isAcknowledged()).toBe(false)
})

test('a look at one stack leaves the events of other stacks and sites as they are', async () => {
  await using kept = await temporaryBook()
  const { book } = kept
  await book.raise(look([eventOf()]), epochMs(1_000))
  expect(await book.raise(look([], 'wallet-belgrade'), epochMs(2_000))).toMatchObject({ closed: 0 })
  expect(await book.raise(look([], null), epochMs(2_000))).toMatchObject({ closed: 0 })
  const kragujevac = { ...look([]), covers: [{ site: 'kragujevac', stack: STACK }] }
  expect(await book.raise(kragujevac, epochMs(2_000))).toMatchObject({ closed: 0 })
  expect(await book.all(10)).toMatchObject([{ closedAt: null }])
})

test('an acknowledgement holds while the same is seen, and not for another value', async () => {
  await using kept = await temporaryBook()
  const { book } = kept
  await book.raise(look([eventOf()]), epochMs(1_000))
  await book.acknowledge('s1', 'Ana', 'on my way', epochMs(1_500))
  await book.raise(look([eventOf()]), epochMs(2_000))
  expect(await book.all(10)).toMatchObject([{ acknowledged: { by: 'Ana', at: 1_500, note: 'on my way' } }])
  await book.raise(look([eventOf({ live: null })]), epochMs(3_000))
  expect(await book.all(10)).toMatchObject([{ id: 's1', live: null, acknowledged: null }])
  await expect(book.acknowledge('s9', 'Ana', null, epochMs(4_000))).rejects.toMatchObject({ code: 'not-found' })
  await book.acknowledge('s1', 'Ana', null, epochMs(4_000))
  await expect(book.acknowledge('s1', 'Petar', null, epochMs(5_000))).rejects.toMatchObject({ code: 'conflict' })
  await book.raise(look([]), epochMs(6_000))
  await expect(book.acknowledge('s1', 'Ana', null, epochMs(7_000))).rejects.toMatchObject({ code: 'conflict' })
})

test('what matters most is first, and of that what nobody has acknowledged', async () => {
  await using kept = await temporaryBook()
  const { book } = kept
  const events = [
    eventOf({ object: 'ConfigMap portal/x', severity: 'notice', area: 'other' }),
    eventOf({ object: 'Deployment portal/web', severity: 'critical', area: 'image' }),
    eventOf({ object: 'Deployment portal/api', severity: 'warning', area: 'capacity' }),
    eventOf({ object: 'NetworkPolicy portal/dns' }),
  ]
  await book.raise(look(events), epochMs(1_000))
  const order = async () => (await book.all(10)).map(({ object }) => object.split('/')[1])
  expect(await order()).toEqual(['dns', 'web', 'api', 'x'])
  const dns = (await book.all(10)).find(({ object }) => object.endsWith('dns'))
  await book.acknowledge(dns?.id ?? '', 'Ana', null, epochMs(2_000))
  expect(await order()).toEqual(['web', 'api', 'x', 'dns'])
})

test('events and acknowledgements are known after a restart, and a damaged line costs itself only', async () => {
  await using kept = await temporaryBook()
  await kept.book.raise(look([eventOf(), eventOf({ object: 'Role portal/r', area: 'identity' })]), epochMs(1_000))
  await kept.book.acknowledge('s1', 'Ana', null, epochMs(2_000))
  const again = new SecurityEventBook(kept.folder, () => undefined)
  expect((await again.all(10)).map(({ id, acknowledged }) => [id, acknowledged?.by])).toEqual([
    ['s2', undefined],
    ['s1', 'Ana'],
  ])
  const file = join(kept.folder, 'security-events.log')
  const lines = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, [lines[0]?.replace('portal', 'portaL'), ...lines.slice(1)].join('\n'))
  const said: string[] = []
  expect(await new SecurityEventBook(kept.folder, (text) => said.push(text)).all(10)).toHaveLength(1)
  expect(said).toEqual(['1 lines of security-events.log were damaged and left out'])
})

test('the API takes a look, tells the list with what waits, and has who acknowledges say their name', async () => {
  await using started = await startSyntheticServer()
  const url = `${started.server.url}/api/security-events`
  const list = async () => securityEventsAnswer.parse(await (await fetch(url)).json())
  expect(await list()).toEqual({ events: [], waiting: { critical: 0, warning: 0, notice: 0 } })
  const told = await post(url, look([eventOf(), eventOf({ field: 'spec.ingress', severity: 'warning' })]))
  expect(await told.json()).toEqual({ opened: 2, seenAgain: 0, closed: 0 })
  expect((await list()).waiting).toEqual({ critical: 1, warning: 1, notice: 0 })
  expect((await post(`${url}/s1/acknowledge`, {})).status).toBe(400)
  const acknowledged = await (await post(`${url}/s1/acknowledge`, { by: 'Ana' })).json()
  expect(acknowledged).toMatchObject({ id: 's1', acknowledged: { by: 'Ana', note: null } })
  expect((await list()).waiting).toEqual({ critical: 0, warning: 1, notice: 0 })
})

test('a look that tells of a place it has not covered, of no place or of another form is refused, and changes nothing', async () => {
  await using started = await startSyntheticServer()
  const url = `${started.server.url}/api/security-events`
  const refused = async (body: unknown) => {
    const answer = await post(url, body)
    return [answer.status, ((await answer.json()) as { detail: string }).detail] as const
  }
  expect(await refused(look([eventOf({ site: 'nis' })]))).toEqual([
    400,
    expect.stringContaining('NetworkPolicy portal/default-deny is at nis'),
  ])
  expect((await refused({ ...look([]), covers: [] }))[0]).toBe(400)
  expect((await refused(look([eventOf({ severity: 'grave' as never })])))[0]).toBe(400)
  expect((await refused(look(Array.from({ length: 501 }, (_, at) => eventOf({ object: `Pod a/${at}` })))))[0]).toBe(400)
  expect(securityEventsAnswer.parse(await (await fetch(url)).json()).events).toEqual([])
})

test('500 events with long texts in two languages are taken at once', async () => {
  await using started = await startSyntheticServer()
  const text = { en: 'a'.repeat(600), sr: 'ж'.repeat(600) }
  const events = Array.from({ length: 500 }, (_, at) => eventOf({ object: `Pod a/${at}`, means: text, action: text }))
  const answer = await post(`${started.server.url}/api/security-events`, look(events))
  expect(await answer.json()).toEqual({ opened: 500, seenAgain: 0, closed: 0 })
})
