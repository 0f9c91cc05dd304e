import { parentPort, workerData } from 'node:worker_threads'
import { loadEstate } from '../../twin/estate/load-estate.ts'
import type { CloudSettings } from './cloud-messages.ts'
import { serveCloud } from './serve-cloud.ts'

/** The program of the thread that reads the catalogue and judges plans. */
if (parentPort) {
  const { estateFolder } = workerData as CloudSettings
  serveCloud(parentPort, async () => (await loadEstate(estateFolder)).estate)
}
