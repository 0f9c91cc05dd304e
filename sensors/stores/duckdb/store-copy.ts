import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDbStoreError } from './errors.ts'
import { STORE_FILE } from './schema.ts'
import type { StoreDatabase } from './store-database.ts'

/**
 * Copies the whole file, as it is at one instant, into a folder that is empty or not there.
 * @throws DuckDbStoreError when the folder is not empty
 */
export async function copyStore(database: StoreDatabase, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) throw new DuckDbStoreError(`${folder} is not empty: give an empty folder`)
  const file = join(folder, STORE_FILE).replaceAll("'", "''")
  const source = (await database.read('SELECT current_database()'))[0]?.[0]
  await database.change(`ATTACH '${file}' AS copy; COPY FROM DATABASE "${source}" TO copy; DETACH copy`)
}
