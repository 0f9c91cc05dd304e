import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { batchOf } from '../testing/batch-of.ts'
import { pointList } from '../testing/point-list.ts'
import { openInfluxStore } from './open-influx-store.ts'
import { influxServer } from './testing/influx-server.ts'

const QUARTER = 900_000
const NOW = Math.floor(Date.now() / QUARTER) * QUARTER
const points = pointList('s/hall-1/row-a/rack-1/pdu-a/power')

/** The statements that docs/influx-schema.md gives to an administrator. */
async function documentedStatements(): Promise<readonly string[]> {
  const page = await readFile(new URL('../../../docs/influx-schema.md', import.meta.url), 'utf8')
  const [, block = ''] = /\*\*Grants\.\*\*[\s\S]*?```sql\n([\s\S]*?)```/.exec(page) ?? []
  return block.trim().split('\n')
}

describeWith(['influxd'], 'an InfluxDB with sign-in on, prepared as the documentation says', () => {
  test('is written, rolled up, read and asked for its position by a user who is no administrator', async () => {
    await using server = await influxServer(['auth-enabled = true'])
    const ask = async (q: string) => {
      const body = new URLSearchParams({ q })
      const response = await fetch(`${server.url}/query?u=admin&p=admin`, { method: 'POST', body })
      return response.text()
    }
    await ask("CREATE USER admin WITH PASSWORD 'admin' WITH ALL PRIVILEGES")
    const statements = await documentedStatements()
    expect(statements).toHaveLength(6)
    for (const statement of statements) expect(await ask(statement)).not.toContain('error')
    await using folder = await temporaryFolder()
    const warnings: string[] = []
    const store = await openInfluxStore(
      {
        url: server.url,
        database: 'oblak',
        positionFolder: folder.path,
        user: 'writer',
        password: '…',
        warn: (message) => void warnings.push(message),
      },
      { points },
    )
    try {
      const written = await store.write(batchOf([0, NOW - QUARTER, 10], [0, NOW - 1_000, 12]), 5n)
      expect(written).toMatchObject({ stored: 2, refused: [] })
      await store.maintain(epochMs(NOW))
      expect(await store.latest([0])).toMatchObject([{ value: 12 }])
      expect(await store.position()).toBe(5n)
      expect(warnings).toEqual([])
    } finally {
      await store.close()
    }
    // What the documentation says is enough was not more than that.
    expect(await ask('SHOW GRANTS FOR writer')).toContain('["oblak","ALL PRIVILEGES"]')
  })
})
