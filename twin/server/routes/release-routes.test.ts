import { createConnection } from 'node:net'
import { describe, expect, test } from 'vitest'
import { EstateAnswers } from '../../analysis/answers/estate-answers.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { releaseAnswer } from '../../protocol/release.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

/** 208 V between lines, 30 A derated to 24 A, as in domain.md, 13. */
const DELTA = { wiring: 'delta', voltage: 208, amperage: 30, derating: 0.8 }
const BANKS = [
  { name: 'b1', lines: 'l1-l2', breaker: 20, outlets: [1, 8] },
  { name: 'b2', lines: 'l2-l3', breaker: 20, outlets: [9, 16] },
  { name: 'b3', lines: 'l3-l1', breaker: 20, outlets: [17, 24] },
]

/** 2,700 VA on L1-L2, 2,000 VA on L2-L3, nothing on L3-L1. */
function estate() {
  const uneven = new PowerEstate().utility('grid').rack('row/rack').feed('feed', { from: 'grid' }, DELTA)
  uneven.pdu('row/rack/pdu', { from: 'feed' }, { amperage: 30, banks: BANKS })
  for (let number = 1; number <= 6; number++)
    uneven.device(`row/rack/small-${number}`, [`row/rack/pdu#${number}`], 427.5)
  uneven.device('row/rack/big-1', ['row/rack/pdu#9'], 950).device('row/rack/big-2', ['row/rack/pdu#10'], 950)
  return uneven.rack('row/empty').build()
}

async function asked(query: string) {
  await using started = await startSyntheticServer({ estate: estate() })
  const response = await fetch(`${started.server.url}/api/release?${query}`)
  return { status: response.status, body: await response.json() }
}

describe('GET /api/release', () => {
  test('tells what binds, what cannot be used because of it, and what would release power, with what is full first then', async () => {
    const { status, body } = await asked('of=s/row/rack')
    expect(status).toBe(200)
    const answer = releaseAnswer.parse(body)
    expect(answer).toMatchObject({ basis: { loads: 'declared' }, path: 's/row/rack', binding: 'power' })
    // L1-L2 2,700 VA, L2-L3 2,000 VA: L2 has 19.64 A of 24 A, and 1.51 kW are left of it.
    expect(answer.full?.worst).toMatchObject({ limit: 24, unit: 'A' })
    expect(answer.full?.worst?.value).toBeCloseTo(19.64, 2)
    expect(answer.stranded.watts).toBe(0)
    expect(answer.stranded.units).toBeGreaterThan(20)
    expect(answer.releases[0]).toMatchObject({ what: 'rebalance a phase', to: { bank: 'b3', outlet: 17 } })
    // A big one on L3-L1: L1 and L2 have 15.94 A.
    expect(answer.releases[0]?.full?.worst?.value).toBeCloseTo(15.94, 2)
    expect(answer.releases[0]?.frees).toBeCloseTo((19.64 - 15.94) * Math.sqrt(3) * 208 * 0.95, -1)
    expect(answer.labels?.unknown).toEqual([{ why: 'not measured', devices: 8, example: 's/row/rack/small-1' }])
  })

  test('takes the slashes around a path, and any place that holds racks', async () => {
    for (const path of ['/s/row/rack/', 's'])
      expect(await asked(`of=${encodeURIComponent(path)}`)).toMatchObject({ status: 200 })
  })

  test.each([
    ['nothing', '', 400, 'query.of'],
    ['an empty path', 'of=', 400, 'query.of'],
    ['a path as long as a book', `of=${'s/'.repeat(300)}`, 400, 'query.of'],
    ['two places', 'of=s&of=s/row', 400, 'query.of'],
    ['a day that is none', 'of=s&at=2027-02-30', 400, 'query.at'],
    ['a way out of the estate', `of=${encodeURIComponent('../../etc/passwd')}`, 404, 'The estate has nothing at'],
    ['a name of the language', 'of=__proto__', 404, 'The estate has nothing at'],
    ['a line of its own', `of=${encodeURIComponent('s\r\nx: y')}`, 404, 'The estate has nothing at'],
    ['what holds no rack', 'of=s/feed', 422, 's/feed holds no rack'],
  ])('refuses %s', async (_what, query, status, detail) => {
    const answer = await asked(query)
    expect(answer.status).toBe(status)
    expect(answer.body.detail).toContain(detail)
  })

  test('whoever closes the connection ends the question', async () => {
    let heard: (reason: unknown) => void = () => undefined
    const gone = new Promise((resolve) => {
      heard = resolve
    })
    const built = estate()
    const planner = new EstateAnswers(built)
    planner.release = (_path, _peaks, _period, signal) =>
      new Promise((_, reject) =>
        signal?.addEventListener('abort', () => {
          heard(signal.reason)
          reject(signal.reason)
        }),
      )
    await using started = await startSyntheticServer({ estate: built, planner })
    const { port } = started.server
    const socket = createConnection(port, '127.0.0.1')
    socket.write(`GET /api/release?of=s HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`)
    setTimeout(() => socket.destroy(), 200)
    await expect(gone).resolves.toMatchObject({ message: 'whoever asked has gone' })
  })
})
