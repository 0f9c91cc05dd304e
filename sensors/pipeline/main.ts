import { parentPort, workerData } from 'node:worker_threads'
import { formatDiagnostics } from '../../twin/kit/diagnostic.ts'
import { allDrivers } from '../devices/all-drivers.ts'
import { withoutSecret } from '../devices/driver-for.ts'
import { deviceOpener } from '../devices/open-device.ts'
import { loadProfiles } from '../profiles/load-profiles.ts'
import { serveCollector } from './collector-loop.ts'
import type { CollectorSettings } from './collector-messages.ts'

/** The program of the collector's thread: joins drivers, profiles and credentials to the pipeline. */
if (parentPort) {
  const settings = workerData as CollectorSettings
  await serveCollector(parentPort, settings, async (log) => {
    const { profiles, diagnostics } = await loadProfiles(settings.profilesFolder)
    if (diagnostics.length > 0) log(`Profiles that cannot be used are left out:\n${formatDiagnostics(diagnostics)}`)
    return {
      open: deviceOpener(allDrivers(profiles), { environment: process.env, warn: log }),
      shownUrl: withoutSecret,
    }
  })
}
