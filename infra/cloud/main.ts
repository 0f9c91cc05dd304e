import { parentPort, workerData } from 'node:worker_threads'
import { loadEstate } from '../../twin/estate/load-estate.ts'
import { PlannedFiles } from '../../twin/estate/planned/planned-files.ts'
import { programmePath } from '../../twin/estate/programme/load-programme.ts'
import type { CloudSettings } from './cloud-messages.ts'
import { serveCloud } from './serve-cloud.ts'

/** The program of the thread that reads the catalogue and judges plans. */
if (parentPort) {
  const { estateFolder, programmeFile } = workerData as CloudSettings
  let today: ReturnType<typeof loadEstate> | undefined
  let planned: PlannedFiles | undefined
  const load = () => {
    const loaded = today ?? loadEstate(estateFolder)
    today = loaded
    // What is mended is read anew.
    loaded.catch(() => {
      today = undefined
    })
    return loaded
  }
  serveCloud(parentPort, async (state) => {
    const known = await load()
    if (!state) return known.estate
    planned ??= new PlannedFiles(known, programmePath(programmeFile, estateFolder))
    return (await planned.read(state.files)).at(state)
  })
}
