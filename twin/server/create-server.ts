import { join } from 'node:path'
import { loadAdvice } from './alarms/advice/load-advice.ts'
import { AlarmPlane } from './alarms/alarm-plane.ts'
import { BuildOutAnswers } from './build-out/build-out-answers.ts'
import { serveBuildOut } from './build-out/serve-build-out.ts'
import { CloudPlane } from './cloud/cloud-plane.ts'
import { LiveRooms } from './cooling/live-rooms.ts'
import { RoomLearner } from './cooling/room-learner.ts'
import { ThermalMemory } from './cooling/thermal-memory.ts'
import { DatedEstates } from './dated/dated-estates.ts'
import { serveEstate } from './dated/serve-estate.ts'
import { noteSpace } from './forecast/note-space.ts'
import { SpaceLog } from './forecast/space-log.ts'
import { serveHealth } from './health-routes.ts'
import { apiPage } from './http/api-page.ts'
import { buildApp } from './http/build-app.ts'
import { listen, refuseOpenDoor } from './http/listen.ts'
import { openApi } from './http/openapi.ts'
import { RateLimit } from './http/rate-limit.ts'
import { securityHeaders } from './http/security-headers.ts'
import { serveRoutes } from './http/serve-routes.ts'
import { WebPage } from './http/web-page.ts'
import { ChannelSources } from './live/channel-sources.ts'
import { LiveHub } from './live/live-hub.ts'
import { serveLiveSocket } from './live/live-socket.ts'
import { serveReport } from './report/serve-report.ts'
import { faultsTold } from './reservations/faults-told.ts'
import { apiRoutes } from './routes/api-routes.ts'
import { lostNow } from './routes/lost-now.ts'
import type { ServerContext } from './routes/server-context.ts'
import type { OblakServer, ServerParts } from './server-parts.ts'
import { Sessions } from './sign-in/sessions.ts'
import { SignIn } from './sign-in/sign-in-routes.ts'
import { readUsers } from './sign-in/users-file.ts'
import { startBeat } from './start-beat.ts'
import { liveMeasurements } from './values/live-measurements.ts'
import { LivePlanner } from './values/live-planner.ts'
import { PlannedFigures } from './values/planned-figures.ts'
import { SpaceUse } from './values/space-use.ts'
import { ValuePlane } from './values/value-plane.ts'

/** Rooms and devices have begun by then. */
const WARM_AFTER_MS = 10_000

/**
 * Starts the twin's server: REST, the live socket, the page.
 * @throws ServerStartError when it may not listen there or its files are wrong; AdviceError
 */
export async function createServer(parts: ServerParts): Promise<OblakServer> {
  const signIn = await openSignIn(parts)
  const advice = await loadAdvice(parts.adviceFile, parts.estate)
  const page = new WebPage(parts.webFolder, parts.tls !== undefined)
  const app = await buildApp(parts, () => page.headers)
  const log = parts.log ?? (() => undefined)
  const values = new ValuePlane(parts.estate, parts.live)
  await values.seed(parts.store, parts.clock()).catch((error: unknown) => {
    log(`The store did not give its latest values: ${error instanceof Error ? error.message : String(error)}`)
  })
  const spaceUse = new SpaceUse(parts.estate, values.tree)
  const thermals = await ThermalMemory.open(parts.dataFolder, log)
  const rooms = new LiveRooms(parts.estate, values, thermals)
  const reservations = parts.reservations && faultsTold(parts.reservations, log)
  await reservations?.read()
  const planner = new LivePlanner(
    parts.planner,
    () => ({
      measurements: liveMeasurements(values, parts.clock()),
      rooms: rooms.now(),
      lost: lostNow({ alarms, parts }),
    }),
    () => performance.now() / 1000,
    async () => reservations?.read(),
  )
  const planned = new PlannedFigures(planner, log)
  const hub = new LiveHub(new ChannelSources(values, spaceUse, planned))
  const alarms = await AlarmPlane.open(values, parts.dataFolder, parts.status, parts.clock(), log)
  const learner = new RoomLearner({ estate: parts.estate, values, store: parts.store, thermals, log })
  const beat = startBeat({ parts, values, alarms, hub, planned, learner })
  const space = await SpaceLog.open(join(parts.dataFolder, 'use'))
  const endNotes = noteSpace(space, parts.estate, parts.clock, log)
  const announce = () => {
    hub.announceAlarms({ type: 'alarms', revision: alarms.book.revision, ...alarms.book.counts() })
    beat.wake()
  }
  alarms.onChange(announce)
  const cloud =
    parts.cloud &&
    new CloudPlane(parts.cloud, parts.clock, (revision) => {
      hub.announceCloud({ type: 'cloud', revision })
      beat.wake()
    })
  if (cloud) hub.announceCloud({ type: 'cloud', revision: cloud.revision })
  alarms.retire(parts.clock())
  announce()

  const begun = performance.now()
  const context: ServerContext = {
    parts: { ...parts, planner, reservations },
    values,
    alarms,
    advice,
    hub,
    spaceUse,
    space,
    planned,
    dated: new DatedEstates({ ...parts, planner }),
    buildOut: new BuildOutAnswers(() => context),
    thermals,
    cloud,
    uptime: () => (performance.now() - begun) / 1000,
  }
  try {
    signIn.serve(app)
    const routes = apiRoutes(context)
    serveRoutes(app, routes, (request) => signIn.whoIs(request), new RateLimit(30, 3, () => performance.now()))
    serveReport(app, routes, parts.tls !== undefined)
    serveBuildOut(app, context.buildOut, parts.tls !== undefined)
    serveEstate(app, parts.estate, context.dated)
    const description = openApi(routes, parts.version)
    app.get('/api/openapi.json', async () => description)
    const readable = apiPage(description)
    const readableHeaders = securityHeaders(readable, parts.tls !== undefined)
    app.get('/api', (_, reply) => reply.headers(readableHeaders).type('text/html; charset=utf-8').send(readable))
    serveHealth(app, context)
    const hello = () => ({ type: 'hello' as const, estate: parts.estate.version, serverTime: parts.clock() })
    serveLiveSocket(app, hub, hello, (request) => signIn.isStillIn(request))
    await page.serve(app)
    const port = await listen(app, parts.bind, parts.port)
    // Whoever asks for another day first would wait for its plans.
    const warming = setTimeout(() => void context.dated.warm(), WARM_AFTER_MS)
    const host = parts.bind.includes(':') ? `[${parts.bind}]` : parts.bind
    return {
      url: `${parts.tls ? 'https' : 'http'}://${host}:${port}`,
      port,
      close: async () => {
        clearTimeout(warming)
        beat.close()
        cloud?.close()
        await app.close()
        await endNotes()
        await alarms.close()
      },
    }
  } catch (error) {
    beat.close()
    cloud?.close()
    await app.close()
    await endNotes()
    await alarms.close()
    throw error
  }
}

async function openSignIn(parts: ServerParts): Promise<SignIn> {
  refuseOpenDoor(parts.bind, parts.usersFile)
  const secure = parts.tls !== undefined || (parts.publicOrigins ?? []).some((origin) => origin.startsWith('https:'))
  const users = parts.usersFile === undefined ? undefined : await readUsers(parts.usersFile)
  const now = () => performance.now()
  return new SignIn(users && new Sessions(users, now, new RateLimit(5, 0.1, now)), secure, parts.metricsToken)
}
