import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CloudClient } from '../../../infra/cloud/cloud-client.ts'
import { EstateCloud } from '../../../infra/cloud/estate-cloud.ts'
import { readPendingPlan } from '../../../infra/cloud/pending-plan.ts'
import { version } from '../../../package.json'
import type { DeviceEntry } from '../../../sensors/device-entry.ts'
import { readDevicesFile } from '../../../sensors/devices/devices-file.ts'
import { joinedEntries } from '../../../sensors/devices/joined-entries.ts'
import { profilesAt } from '../../../sensors/devices/known-profiles.ts'
import { CollectorClient } from '../../../sensors/pipeline/collector-client.ts'
import { FolderLock } from '../../../sensors/pipeline/journal/folder-lock.ts'
import { SharedPositions } from '../../../sensors/pipeline/journal/shared-positions.ts'
import { loadProfiles } from '../../../sensors/profiles/load-profiles.ts'
import { refuseUnreadableFolder } from '../../../sensors/profiles/profiles-folder.ts'
import { SimulatorClient } from '../../../sensors/simulator/simulator-client.ts'
import { refuseTooFewSockets } from '../../../sensors/simulator/socket-limits.ts'
import { StorageClient } from '../../../sensors/stores/storage-client.ts'
import { loadEstate } from '../../estate/load-estate.ts'
import { plannedAside } from '../../estate/planned/planned-aside.ts'
import { PlannedFiles } from '../../estate/planned/planned-files.ts'
import { ProgrammeFiles } from '../../estate/progress/programme-files.ts'
import { programmePaths } from '../../estate/progress/progress-paths.ts'
import { ReservationsFile } from '../../estate/reservations/reservations-file.ts'
import { reservationsPath } from '../../estate/reservations/reservations-path.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { PendingPlan } from '../../model/cloud.ts'
import type { CollectorStatusSource } from '../../model/collector-status.ts'
import type { Estate } from '../../model/estate.ts'
import { epochMs } from '../../model/units.ts'
import { PlannerClient } from '../../planner/planner-client.ts'
import { loadAdvice } from '../../server/alarms/advice/load-advice.ts'
import { AsideClient } from '../../server/build-out/aside/aside-client.ts'
import type { AsideFiles } from '../../server/build-out/aside/main.ts'
import { RiskClient } from '../../server/build-out/risk/risk-client.ts'
import { createServer } from '../../server/create-server.ts'
import { readTls } from '../../server/http/build-app.ts'
import { refuseOpenDoor, refuseTakenPort } from '../../server/http/listen.ts'
import { readUsers } from '../../server/sign-in/users-file.ts'
import { openDataFolder } from './data-folder.ts'
import { firstReading } from './first-reading.ts'
import { START_FLAGS } from './start-flags.ts'
import { type StartOptions, startOptions } from './start-options.ts'
import { Unwinding } from './unwinding.ts'

/** Equipment may be silent: the page is announced without it, and says so. */
const FIRST_READING_WITHIN_MS = 10_000

/** `oblak start`: simulator (unless off), polling, journal, store, server and page in one process. */
export const startCommand: Command = {
  name: 'start',
  summary: 'the whole product in one process: simulated rooms (unless off), polling, journal, store, server and page',
  options: START_FLAGS,
  json: false,
  examples: [
    'oblak start',
    'oblak start --estate my-estate --devices devices.yaml --no-simulator',
    'OBLAK_INFLUX_USER=writer OBLAK_INFLUX_PASSWORD=… oblak start --store influx:http://10.0.8.3:8086/oblak',
  ],
  run: start,
}

async function start(call: CommandCall): Promise<ExitStatus> {
  const { io, signal } = call
  const options = startOptions(call.options, io.environment, io.workingFolder)
  await refuseWrongFlags(options)
  const plan = options.planFile === undefined ? undefined : await readPendingPlan(options.planFile)
  const { estate, folder } = await loadEstate(options.estateFolder)
  await loadAdvice(options.adviceFile, estate)
  if (options.simulator) refuseTooFewSockets(estate, '', 'start')
  const listed = options.devicesFile === undefined ? [] : await listedDevices(options.devicesFile, options, estate)
  await openDataFolder(options.dataFolder)
  // The store of a data folder that another process has would complain of its own lock first.
  await FolderLock.refuseHeld(join(options.dataFolder, 'journal'), { say: io.message, signal })
  await refuseTakenPort(options.bind, options.port)
  const parts = new Unwinding()
  try {
    const running = await open(options, { estate, folder, listed, plan }, parts, io.message, signal)
    const why = await Promise.race([running.ended, aborted(signal)])
    if (why === undefined) io.message('Stopping: devices are left in order, what is accepted is stored.')
    else io.message(`oblak: ${why}`)
    return why === undefined ? 0 : 3
  } finally {
    await parts.unwind()
  }
}

/** What flags name must serve before anything is opened or made: estate and rooms take a while, and would hide it. */
async function refuseWrongFlags({ bind, usersFile, tls, profilesFolder }: StartOptions): Promise<void> {
  refuseOpenDoor(bind, usersFile)
  if (usersFile !== undefined) await readUsers(usersFile)
  if (tls !== undefined) await readTls(tls)
  if (profilesFolder !== undefined) await refuseUnreadableFolder(profilesFolder)
}

async function listedDevices(file: string, { profilesFolder }: StartOptions, estate: Estate) {
  const { profiles } = await loadProfiles(profilesFolder)
  return readDevicesFile(file, estate, profilesAt(profiles))
}

/** What was read before anything is opened. */
interface StartFiles {
  readonly estate: Estate
  readonly folder: string
  readonly listed: readonly DeviceEntry[]
  readonly plan: PendingPlan | undefined
}

/**
 * Opens everything, each part noting how it is closed; backwards that is the page, the collector with its devices, the store,
 * which takes what was accepted, and at last the rooms. Resolves when the page can be opened.
 */
async function open(
  options: StartOptions,
  { estate, folder: estateFolder, listed, plan }: StartFiles,
  parts: Unwinding,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<{ readonly ended: Promise<string> }> {
  const { dataFolder, reservationsFile } = options
  const programmeFiles = programmePaths(options.programmeFile, options.estateFolder, dataFolder)
  const client = new CloudClient({ estateFolder, programmeFile: programmeFiles.programme })
  const cloud = await EstateCloud.open(estate, client, { access: options.clusters, plan })
  parts.add(() => cloud.stop())
  const shared = SharedPositions.create()
  const simulator = options.simulator
    ? await SimulatorClient.start({
        credentialFolder: join(options.dataFolder, 'credentials'),
        estateFolder,
      })
    : undefined
  parts.add(() => simulator?.stop())
  const storage = await StorageClient.start(
    {
      store: options.store,
      dataFolder: options.dataFolder,
      deadLetters: options.deadLetters,
      shared: shared.buffer,
      estateFolder,
    },
    undefined,
    say,
  )
  parts.add(() => storage.stop())
  const devices = joinedEntries(listed, simulator?.entries ?? [])
  const collector = await CollectorClient.start(
    {
      devices,
      dataFolder: options.dataFolder,
      shared: shared.buffer,
      journal: options.journal,
      ...(options.profilesFolder === undefined ? {} : { profilesFolder: options.profilesFolder }),
    },
    undefined,
    say,
  )
  parts.add(() => collector.stop())
  const status: CollectorStatusSource = {
    status: async () => {
      const [collected, store] = await Promise.all([collector.status(), storage.status()])
      return { ...collected, store }
    },
  }
  const reservations = new ReservationsFile(reservationsPath(reservationsFile, options.estateFolder, dataFolder))
  const risk = new RiskClient()
  parts.add(() => risk.stop())
  const buildOut = new AsideClient<AsideFiles>()
  parts.add(() => buildOut.stop())
  const programme = new ProgrammeFiles(programmeFiles, {
    programme: (bytes, name) => buildOut.file('readProgramme', bytes, name),
    progress: (bytes, name) => buildOut.file('readProgress', bytes, name),
    addField: (...given) => buildOut.file('withFieldIn', ...given),
  })
  const planned = new PlannedFiles(
    { estate, folder: estateFolder },
    programmeFiles.programme,
    plannedAside((asked) => buildOut.file('loadAdditions', asked)),
  )
  const planner = new PlannerClient({ estateFolder, programmeFile: programmeFiles.programme })
  parts.add(() => planner.stop())
  const server = await createServer({
    estate,
    live: collector.live,
    store: storage.store,
    planner,
    reservations,
    programme,
    buildOut,
    risk,
    planned,
    cloud,
    status,
    faults: simulator,
    backup: (folder) => storage.backup(folder),
    deadLetters: storage.deadLetters,
    webFolder: webFolder(),
    dataFolder: options.dataFolder,
    adviceFile: options.adviceFile,
    bind: options.bind,
    port: options.port,
    clock: () => epochMs(Date.now()),
    version,
    usersFile: options.usersFile,
    publicOrigins: options.publicOrigins,
    tls: options.tls,
    metricsToken: options.metricsToken,
    log: say,
  })
  parts.add(() => server.close())
  if (devices.length > 0) await firstReading(collector.live, FIRST_READING_WITHIN_MS, signal)
  say(
    `Oblak ${version} at ${server.url}  (${estate.name}: ${estate.ofKind('rack').length} racks, ${devices.length} devices${simulator ? ', simulated rooms' : ''})`,
  )
  // Who names clusters will look at them: the page need not wait for what takes seconds. A plan is judged at once besides.
  if (options.clusters !== undefined) cloud.declared().catch(() => undefined)
  const ended = [collector.ended, storage.ended, ...(simulator ? [simulator.ended] : [])]
  return { ended: Promise.race(ended.map(async (end) => (await end)?.message ?? 'a thread ended')) }
}

/** The page beside the programs, where it has been built. */
function webFolder(): string | undefined {
  const folder = fileURLToPath(new URL('../web', import.meta.url))
  return existsSync(join(folder, 'index.html')) ? folder : undefined
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}
