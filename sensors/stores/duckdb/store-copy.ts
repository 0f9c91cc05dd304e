import { randomUUID } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDbStoreError } from './errors.ts'
import { STORE_FILE } from './schema.ts'
import type { StoreDatabase } from './store-database.ts'

/**
 * Copies the whole file, as it is at one instant, while writing goes on, into a folder that is empty or not there.
 * @throws DuckDbStoreError when the folder is not empty
 */
export async function copyStore(database: StoreDatabase, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) throw new DuckDbStoreError(`${folder} is not empty: give an empty folder`)
  const file = join(folder, STORE_FILE).replaceAll("'", "''")
  const name = `copy_${randomUUID().replaceAll('-', '')}`
  await database.beside(async (connection) => {
    const [source] = (await connection.runAndReadAll('SELECT current_database()')).getRowsJS()
    await connection.run(`ATTACH '${file}' AS ${name}`)
    try {
      // One statement sees one instant of the source, whatever is written meanwhile.
      await connection.run(`COPY FROM DATABASE "${source?.[0]}" TO ${name}`)
    } finally {
      await connection.run(`DETACH ${name}`)
    }
  })
}
