import { parentPort, workerData } from 'node:worker_threads'
import { loadEstate } from '../../twin/estate/load-estate.ts'
import { serveSimulation } from './worker-loop.ts'
import type { SimulatorSettings } from './worker-messages.ts'

/** The program of the simulator's thread. */
if (parentPort) {
  await serveSimulation(
    parentPort,
    workerData as SimulatorSettings,
    async (folder) => (await loadEstate(folder)).estate,
  )
}
