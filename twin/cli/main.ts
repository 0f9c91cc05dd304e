import { resolve } from 'node:path'
import { infraCommands } from '../../infra/commands/infra-commands.ts'
import { version } from '../../package.json'
import { backupCommand } from '../../sensors/commands/backup.ts'
import { devicesCheckCommand } from '../../sensors/commands/devices-check.ts'
import { readCommand } from '../../sensors/commands/read.ts'
import { restoreCommand } from '../../sensors/commands/restore.ts'
import { simulateCommand } from '../../sensors/commands/simulate.ts'
import { allDrivers } from '../../sensors/devices/all-drivers.ts'
import { profilesAt } from '../../sensors/devices/known-profiles.ts'
import { loadProfiles } from '../../sensors/profiles/load-profiles.ts'
import { refuseUnreadableFolder } from '../../sensors/profiles/profiles-folder.ts'
import type { Measurement } from '../analysis/reconcile/measurement.ts'
import { estateCommands } from '../estate/commands/estate-commands.ts'
import { replaceFile } from '../estate/ids/replace-file.ts'
import { exportFile } from '../estate/interchange/export-file.ts'
import { importFile } from '../estate/interchange/import-file.ts'
import { loadEstate } from '../estate/load-estate.ts'
import { nearestPath } from '../estate/nearest-path.ts'
import { estateOn } from '../estate/planned/estate-on.ts'
import { loadProgramme, programmePath } from '../estate/programme/load-programme.ts'
import { ProgrammeFiles } from '../estate/progress/programme-files.ts'
import { programmePaths } from '../estate/progress/progress-paths.ts'
import { ReservationsFile } from '../estate/reservations/reservations-file.ts'
import { reservationsPath } from '../estate/reservations/reservations-path.ts'
import type { Command, CommandCall, CommandIo } from '../kit/command.ts'
import { formatDiagnostics } from '../kit/diagnostic.ts'
import { dayIn } from '../model/day.ts'
import { epochMs } from '../model/units.ts'
import { labelPeaksAnswer } from '../protocol/label-peaks.ts'
import { loadsAnswer } from '../protocol/loads.ts'
import { MOST_EVENTS_RAISED, securityEventsTold } from '../protocol/security-event.ts'
import { capacityReport } from '../report/capacity-report.ts'
import { buildOutView } from '../server/build-out/build-out-view.ts'
import { riskView } from '../server/build-out/risk/risk-source.ts'
import { supposedProgramme } from '../server/build-out/supposed-programme.ts'
import { userCommands } from '../server/sign-in/user-commands.ts'
import { soundOf } from './questions/build-out-book.ts'
import { type BoardAsked, buildOutCommand } from './questions/build-out-command.ts'
import { buildOutExportCommand } from './questions/build-out-export-command.ts'
import { buildOutImportCommand } from './questions/build-out-import-command.ts'
import { buildOutProgressCommand } from './questions/build-out-progress.ts'
import { buildOutScenarioCommands } from './questions/build-out-scenario.ts'
import { buildOutSupply } from './questions/build-out-supply.ts'
import { capacityCommand } from './questions/capacity-command.ts'
import { failCommand } from './questions/fail-command.ts'
import { labelPeaks } from './questions/label-peaks.ts'
import { liveLoads } from './questions/live-loads.ts'
import { placeCommand } from './questions/place-command.ts'
import { reservationsCommands } from './questions/reservations-command.ts'
import { tellEvents } from './questions/tell-events.ts'
import { reportCommand } from './report/report-command.ts'
import { runCommand } from './run-command.ts'
import { startCommand } from './start/main.ts'
import { stopSignals } from './stop-signals.ts'

const reserved = { book: reservationsOf, now: () => epochMs(Date.now()) }
const bookQuestions = {
  book: programmeBook,
  now: () => new Date(),
  today: () => dayIn(epochMs(Date.now()), 'Europe/Belgrade'),
}
const questions = {
  loadEstate,
  estateOn,
  nearestPath,
  reserved,
  liveLoads: (call: CommandCall) => liveLoads(call, readLoads),
  labelPeaks: (call: CommandCall, place: string) => labelPeaks(call, place, readLabels),
}

/** Every command of `oblak`; each subsystem brings its own. */
export const commands: readonly Command[] = [
  startCommand,
  readCommand(driversFor),
  devicesCheckCommand(familiesFor, loadEstate),
  simulateCommand,
  ...estateCommands,
  capacityCommand(questions),
  failCommand(questions),
  placeCommand(questions),
  ...reservationsCommands(questions),
  buildOutCommand({
    ...{ programmePath, known: knownProgramme },
    supply: (call, status) => buildOutSupply(call, status, questions),
    board: boardOf,
  }),
  buildOutProgressCommand(bookQuestions),
  ...buildOutScenarioCommands(bookQuestions),
  buildOutImportCommand({ importFile, replaceFile, programme: soundProgramme, today: bookQuestions.today }),
  buildOutExportCommand({ exportFile, replaceFile, programme: soundProgramme }),
  reportCommand({ loadEstate, nearestPath, readReport, clock: () => Date.now() }),
  ...infraCommands(loadEstate, { ask: askLive, read: readLoads }, (call, server, events) =>
    tellEvents(call, server, events, { most: MOST_EVENTS_RAISED, read: readTold }),
  ),
  backupCommand,
  restoreCommand,
  ...userCommands,
]

/** What is known of a programme. @throws ProgrammeError where it cannot be read, with every problem */
async function knownProgramme(call: CommandCall, path: string) {
  const known = await programmeBook(call).read()
  // The book tells who is elsewhere; who is here wants to know which file it is.
  if (!known.programme) await loadProgramme(path)
  return known
}

async function soundProgramme(call: CommandCall) {
  return soundOf(await programmeBook(call).read())
}

/** The programme that a command is about, with what is entered: by default that of a server that was started with the same --estate and without --data. */
function programmeBook({ io, options }: CommandCall): ProgrammeFiles {
  const path = (name: string) => {
    const given = options[name]
    return typeof given === 'string' && given !== '' ? resolve(io.workingFolder, given) : undefined
  }
  return new ProgrammeFiles(
    programmePaths(path('programme'), path('estate'), path('data') ?? resolve(io.workingFolder, 'data')),
  )
}

/** A programme as the server would tell it that has nothing but its file. */
function boardOf({ baseline, outOfSequence, programme, runs, seed }: BoardAsked) {
  const known = { programme, entries: [], scenarios: [], version: '' }
  const view = buildOutView(known, supposedProgramme(known, { baseline, outOfSequence }), undefined)
  return { view: { version: '', ...view }, risk: riskView({ programme, runs, seed, outOfSequence }) }
}

/** The program behind twin/cli/oblak.mjs. Resolves with the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  return runCommand(commands, version, argv, terminal(), stopSignals(process))
}

/** The file of reservations that a command is about: by default the one of a server that was started with the same --estate and without --data. */
function reservationsOf({ io, options }: CommandCall): ReservationsFile {
  const path = (name: string) => {
    const given = options[name]
    return typeof given === 'string' && given !== '' ? resolve(io.workingFolder, given) : undefined
  }
  return new ReservationsFile(
    reservationsPath(path('reservations'), path('estate'), path('data') ?? resolve(io.workingFolder, 'data')),
  )
}

/** The live values of the server at an address. */
async function askLive(call: CommandCall, server: string) {
  return liveLoads({ ...call, options: { ...call.options, server } }, readLoads)
}

/** What /api/loads answers, as the reconciliation takes it. */
function readLoads(body: unknown) {
  const answer = loadsAnswer.safeParse(body)
  if (!answer.success) return undefined
  const { estate, lost, measurements } = answer.data
  return { estate, lost, measurements: measurements as readonly Measurement[] }
}

/** What /api/label-peaks answers. */
function readLabels(body: unknown) {
  return labelPeaksAnswer.safeParse(body).data
}

/** What POST /api/security-events answers. */
function readTold(body: unknown) {
  return securityEventsTold.safeParse(body).data
}

/** What /api/report answers. */
function readReport(body: unknown) {
  return capacityReport.safeParse(body).data
}

async function driversFor(profilesFolder: string | undefined, warn: (message: string) => void) {
  return (await familiesFor(profilesFolder, warn)).drivers
}

async function familiesFor(profilesFolder: string | undefined, warn: (message: string) => void) {
  if (profilesFolder !== undefined) await refuseUnreadableFolder(profilesFolder)
  const { profiles, diagnostics } = await loadProfiles(profilesFolder)
  if (diagnostics.length > 0) warn(`Profiles that cannot be used are left out:\n${formatDiagnostics(diagnostics)}`)
  return { drivers: allDrivers(profiles), profiles: profilesAt(profiles) }
}

function terminal(): CommandIo {
  // A reader that goes away early (`oblak … | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    message: (text) => process.stderr.write(`${text}\n`),
    colour: process.stdout.isTTY && process.env.NO_COLOR === undefined,
    columns: process.stdout.columns ?? 120,
    environment: process.env,
    workingFolder: process.cwd(),
  }
}
