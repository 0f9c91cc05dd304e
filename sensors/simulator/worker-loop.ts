import type { MessagePort } from 'node:worker_threads'
import type { Estate } from '../../twin/model/estate.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import { freshAccess } from './access.ts'
import { writeCredentials } from './credential-files.ts'
import { asFaultName, firstFitting } from './fault-rules.ts'
import { Simulation } from './simulation.ts'
import { SimulatorError } from './simulator-error.ts'
import type { FromWorker, SimulatorSettings, ToWorker } from './worker-messages.ts'

/** The life of the simulator's thread: load, serve, obey until told to stop. */
export async function serveSimulation(
  port: MessagePort,
  settings: SimulatorSettings,
  loadEstate: (folder: string | undefined) => Promise<Estate>,
): Promise<void> {
  const tell = (message: FromWorker) => port.postMessage(message)
  try {
    const estate = await loadEstate(settings.estateFolder).catch((error: unknown) => {
      throw new SimulatorError('bad-estate', error instanceof Error ? error.message : String(error), { cause: error })
    })
    const access = freshAccess()
    const credentials = await writeCredentials(settings.credentialFolder, access)
    const { seed, only, speed } = settings
    const simulation = await Simulation.start({
      estate,
      access,
      credentials,
      ...(seed === undefined ? {} : { seed }),
      ...(only === undefined ? {} : { only }),
      ...(speed === undefined ? {} : { speed }),
    })
    port.on('message', (message: ToWorker) => {
      obey(simulation, message).then(
        (value) => {
          tell({ type: 'result', id: message.id, value })
          if (message.call === 'stop') port.close()
        },
        (error: unknown) => tell({ type: 'refused', id: message.id, ...described(error) }),
      )
    })
    try {
      for (const { name, path, within } of settings.faults ?? []) {
        const known = asFaultName(name)
        await simulation.faults.inject(known, (path ?? firstFitting(estate, known, within)) as ThingPath)
      }
    } catch (error) {
      await simulation.stop()
      throw error
    }
    tell({ type: 'ready', entries: simulation.entries })
  } catch (error) {
    tell({ type: 'failed', ...described(error) })
    port.close()
  }
}

async function obey(simulation: Simulation, message: ToWorker) {
  if (message.call === 'active') return simulation.faults.active()
  if (message.call === 'inject') return simulation.faults.inject(asFaultName(message.name), message.path)
  if (message.call === 'clear') await simulation.faults.clear(message.fault)
  else await simulation.stop()
  return undefined
}

function described(error: unknown): { readonly code: SimulatorError['code']; readonly message: string } {
  const code = error instanceof SimulatorError ? error.code : 'worker'
  return { code, message: error instanceof Error ? error.message : String(error) }
}
