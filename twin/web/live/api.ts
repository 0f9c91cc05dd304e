import type { Thing } from '../../model/things.ts'
import type {
  BuildOutRiskView,
  BuildOutView,
  ProgressAnswer,
  ProgressEntryView,
  ProgressMadeView,
  ProgressRequest,
  ScenarioRequest,
  ScenarioView,
  SupplyView,
} from '../../protocol/build-out.ts'
import type {
  CloudPlanView,
  CloudRacksView,
  CloudRackView,
  CloudServiceDetailView,
  CloudView,
} from '../../protocol/cloud.ts'
import type { CoolingView } from '../../protocol/cooling.ts'
import type { PlannedFiguresView, RecordedView } from '../../protocol/dated.ts'
import type { EnergyView } from '../../protocol/energy.ts'
import type { ForecastView } from '../../protocol/forecast.ts'
import type { MaintenanceRequest, MaintenanceView, MayTakeOutView } from '../../protocol/maintenance.ts'
import type { CapacityView, ChainView, FailView, PlaceView } from '../../protocol/planning.ts'
import type { ReleaseView } from '../../protocol/release.ts'
import type { ReliefView } from '../../protocol/relief.ts'
import type { ReservationRequest, ReservationsView, ReservationView } from '../../protocol/reservations.ts'
import type {
  AdviceAnswer,
  AlarmsAnswer,
  DeadLettersAnswer,
  FaultsAnswer,
  HistoryAnswer,
  Problem,
  SearchAnswer,
  SessionAnswer,
  StatusAnswer,
  SummaryAnswer,
  ThingAnswer,
} from '../../protocol/rest.ts'
import type { SecurityEventsAnswer } from '../../protocol/security-event.ts'

/** The server answered no, or not at all (status 0). */
export class ApiError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.name = 'ApiError'
    this.status = status
  }
}

/** GET /api/estate as the page uses it. */
export interface EstateAnswer {
  readonly name: string
  readonly version: string
  readonly extent: number
  readonly things: readonly Thing[]
}

export type SearchHit = SearchAnswer['hits'][number]
export type DeadLetter = DeadLettersAnswer['deadLetters'][number]

/**
 * The REST answers. Their shapes are held by the server's schemas (twin/protocol/rest.ts) and its tests; the page takes them as
 * they are, which keeps the schema library out of the first load.
 */
export interface Api {
  /** @param at a day of which it is asked, as in all that have it: the estate as the programme leads to it; now where it is left out */
  estate(signal?: AbortSignal, at?: string): Promise<EstateAnswer>
  /** What pictures show of the estate of a day, by the indexes of that. */
  plannedFigures(at: string, signal?: AbortSignal): Promise<PlannedFiguresView>
  /** From when on the past is known. */
  recorded(signal?: AbortSignal): Promise<RecordedView>
  thing(path: string, signal?: AbortSignal, at?: string): Promise<ThingAnswer>
  summary(signal?: AbortSignal, at?: string): Promise<SummaryAnswer>
  status(signal?: AbortSignal): Promise<StatusAnswer>
  /** Of a past day those that were active on it. */
  alarms(signal?: AbortSignal, at?: string): Promise<AlarmsAnswer>
  /** The newest first. */
  alarmHistory(signal?: AbortSignal): Promise<AlarmsAnswer>
  /** What alarms mean and what to do first. */
  alarmAdvice(signal?: AbortSignal): Promise<AdviceAnswer>
  /** What the store refused for good, newest first. */
  deadLetters(signal?: AbortSignal): Promise<readonly DeadLetter[]>
  acknowledge(id: string, by: string, note: string): Promise<void>
  shelve(
    id: string,
    shelving: { readonly by: string; readonly reason: string; readonly minutes: number },
  ): Promise<void>
  unshelve(id: string): Promise<void>
  /** What its loss would add to what is lost already. */
  mayTakeOut(thing: string, signal?: AbortSignal): Promise<MayTakeOutView>
  maintenance(signal?: AbortSignal): Promise<{ readonly works: readonly MaintenanceView[] }>
  enterMaintenance(request: MaintenanceRequest): Promise<void>
  endMaintenance(id: string): Promise<void>
  search(text: string, signal?: AbortSignal, at?: string): Promise<readonly SearchHit[]>
  history(query: HistoryRequest, signal?: AbortSignal): Promise<HistoryAnswer>
  /** Rejects with status 404 where no simulator runs. */
  faults(signal?: AbortSignal): Promise<FaultsAnswer>
  injectFault(name: string, path: string): Promise<void>
  clearFault(id: string): Promise<void>
  /** What the power chain at, below and above a place carries, now and after the worst single loss. */
  chain(path: string, signal?: AbortSignal, at?: string): Promise<ChainView>
  /** What happens if these fail at the same time. */
  fail(things: readonly string[], signal?: AbortSignal, at?: string): Promise<FailView>
  /** What is used and left of a place. */
  capacity(place: string, signal?: AbortSignal, at?: string): Promise<CapacityView>
  /** What binds at a place, and what would release power there. */
  release(place: string, signal?: AbortSignal, at?: string): Promise<ReleaseView>
  /** What a place will draw, and when it is full. */
  forecast(path: string, signal?: AbortSignal, at?: string): Promise<ForecastView>
  /** Energy figures of a site. */
  energy(site: string, period: PeriodRequest, signal?: AbortSignal): Promise<EnergyView>
  /** How a room is cooled. */
  cooling(room: string, period: PeriodRequest, signal?: AbortSignal): Promise<CoolingView>
  /** Where devices fit: parameters as GET /api/place has them. */
  place(question: URLSearchParams, signal?: AbortSignal): Promise<PlaceView>
  /** The smallest changes with which devices that have no place would have one: parameters as `place`. */
  relief(question: URLSearchParams, signal?: AbortSignal): Promise<ReliefView>
  /** What is built when: parameters as GET /api/build-out has them; rejects with status 404 where the server was given no programme. */
  buildOut(query: URLSearchParams, signal?: AbortSignal): Promise<BuildOutView>
  /** How sure its dates are; the query of `buildOut`. */
  buildOutRisk(query: URLSearchParams, signal?: AbortSignal): Promise<BuildOutRiskView>
  /** Progress of an activity that was entered, the newest first. */
  progress(activity: string, signal?: AbortSignal): Promise<readonly ProgressEntryView[]>
  /** Rejects with all that is wrong. */
  reportProgress(request: ProgressRequest): Promise<ProgressMadeView>
  /** Takes a report back. @param by who, where nobody is signed in */
  withdrawProgress(id: string, by?: string): Promise<ProgressEntryView>
  saveScenario(request: ScenarioRequest): Promise<ScenarioView>
  removeScenario(id: string): Promise<void>
  /** What is there against what is wanted; the query of `buildOut`. */
  buildOutSupply(query: URLSearchParams, signal?: AbortSignal): Promise<SupplyView>
  reservations(signal?: AbortSignal): Promise<ReservationsView>
  /** Rejects with what is in the way. */
  reserve(request: ReservationRequest): Promise<ReservationView>
  cancelReservation(id: string): Promise<void>
  /** What differs from what is declared, and matters to security. */
  securityEvents(signal?: AbortSignal): Promise<SecurityEventsAnswer>
  acknowledgeSecurityEvent(id: string, by: string, note: string): Promise<void>
  /** Services by site, clusters, whether a plan is pending. These five reject with status 404 where the server was given no cloud. */
  cloud(signal?: AbortSignal, at?: string): Promise<CloudView>
  /** Rejects with status 422 of a past day, which is not recorded. */
  cloudService(name: string, signal?: AbortSignal, at?: string): Promise<CloudServiceDetailView>
  /** Every rack with pods. */
  cloudRacks(signal?: AbortSignal, at?: string): Promise<CloudRacksView>
  cloudRack(path: string, signal?: AbortSignal, at?: string): Promise<CloudRackView>
  /** The pending plan and what it changes. */
  cloudPlan(signal?: AbortSignal): Promise<CloudPlanView>
  session(signal?: AbortSignal): Promise<SessionAnswer>
  signOut(): Promise<void>
}

/** From one instant to another in epoch milliseconds, or so many days until the end of a day. */
export type PeriodRequest =
  | { readonly from: number; readonly to: number }
  | { readonly at: string; readonly days: number }

export interface HistoryRequest {
  readonly points: readonly string[]
  readonly from: number
  readonly to: number
  readonly buckets: number
}

/** @param onSignInRequired called when the server knows nobody of this page any more: a session ran out */
export function createApi(request: typeof fetch, onSignInRequired: () => void): Api {
  async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
    let response: Response
    try {
      response = await request(path, { ...init, headers: { accept: 'application/json', ...init.headers } })
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw new ApiError(0, error instanceof Error ? error.message : String(error))
    }
    if (response.status === 401) onSignInRequired()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    if (!response.ok) {
      const problem = isJson ? ((await response.json()) as Partial<Problem>) : {}
      throw new ApiError(response.status, problem.detail ?? problem.title ?? response.statusText)
    }
    return isJson ? ((await response.json()) as Answer) : (undefined as Answer)
  }
  const get = <Answer>(path: string, signal?: AbortSignal) => ask<Answer>(path, signal ? { signal } : {})
  const post = <Answer = void>(path: string, body: unknown) =>
    ask<Answer>(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
  return {
    estate: (signal, at) => get(`/api/estate${on(at)}`, signal),
    plannedFigures: (at, signal) => get(`/api/planned-figures${on(at)}`, signal),
    recorded: (signal) => get('/api/recorded', signal),
    thing: (path, signal, at) => get(`/api/things/${path}${on(at)}`, signal),
    summary: (signal, at) => get(`/api/summary${on(at)}`, signal),
    status: (signal) => get('/api/status', signal),
    alarms: (signal, at) => get(`/api/alarms${on(at)}`, signal),
    alarmHistory: (signal) => get('/api/alarms?state=normal', signal),
    alarmAdvice: (signal) => get('/api/alarm-advice', signal),
    shelve: (id, { by, ...shelving }) =>
      post(`/api/alarms/${encodeURIComponent(id)}/shelve`, { ...(by !== '' && { by }), ...shelving }),
    mayTakeOut: (thing, signal) => get(`/api/may-take-out?${new URLSearchParams({ thing })}`, signal),
    maintenance: (signal) => get('/api/maintenance', signal),
    enterMaintenance: (request) => post('/api/maintenance', request),
    endMaintenance: (id) => post(`/api/maintenance/${encodeURIComponent(id)}/end`, {}),
    unshelve: (id) => post(`/api/alarms/${encodeURIComponent(id)}/unshelve`, {}),
    acknowledge: (id, by, note) => post(`/api/alarms/${encodeURIComponent(id)}/acknowledge`, acknowledging(by, note)),
    deadLetters: async (signal) => (await get<DeadLettersAnswer>('/api/dead-letters', signal)).deadLetters,
    async search(text, signal, at) {
      return (await get<SearchAnswer>(`/api/search?q=${encodeURIComponent(text)}${on(at, '&')}`, signal)).hits
    },
    history({ points, from, to, buckets }, signal) {
      const query = new URLSearchParams(points.map((point) => ['point', point]))
      query.set('from', String(Math.round(from)))
      query.set('to', String(Math.round(to)))
      query.set('buckets', String(buckets))
      return get(`/api/history?${query}`, signal)
    },
    faults: (signal) => get('/api/simulator/faults', signal),
    injectFault: (name, path) => post('/api/simulator/faults', { name, path }),
    chain: (path, signal, at) => get(`/api/power-chain/${path}${on(at)}`, signal),
    fail: (things, signal, at) =>
      get(`/api/fail?${new URLSearchParams(things.map((thing) => ['thing', thing]))}${on(at, '&')}`, signal),
    capacity: (place, signal, at) => get(`/api/capacity?${new URLSearchParams({ place })}${on(at, '&')}`, signal),
    release: (of, signal, at) => get(`/api/release?${new URLSearchParams({ of })}${on(at, '&')}`, signal),
    forecast: (path, signal, at) => get(`/api/forecast/${path}${on(at)}`, signal),
    energy: (site, period, signal) => get(`/api/energy/${site}?${during(period)}`, signal),
    cooling: (room, period, signal) => get(`/api/cooling/${room}?${during(period)}`, signal),
    place: (question, signal) => get(`/api/place?${question}`, signal),
    relief: (question, signal) => get(`/api/relief?${question}`, signal),
    buildOut: (query, signal) => get(`/api/build-out?${query}`, signal),
    buildOutRisk: (query, signal) => get(`/api/build-out/risk?${query}`, signal),
    progress: async (activity, signal) =>
      (await get<ProgressAnswer>(`/api/build-out/progress?${new URLSearchParams({ activity })}`, signal)).entries,
    reportProgress: (request) => post('/api/build-out/progress', request),
    withdrawProgress: (id, by) =>
      ask(`/api/build-out/progress/${encodeURIComponent(id)}?${new URLSearchParams(by ? { by } : {})}`, {
        method: 'DELETE',
      }),
    saveScenario: (request) => post('/api/build-out/scenarios', request),
    removeScenario: (id) => ask(`/api/build-out/scenarios/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    buildOutSupply: (query, signal) => get(`/api/build-out/supply?${query}`, signal),
    reservations: (signal) => get('/api/reservations', signal),
    reserve: (request) => post('/api/reservations', request),
    cancelReservation: (id) => ask(`/api/reservations/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    cloud: (signal, at) => get(`/api/cloud${on(at)}`, signal),
    cloudService: (name, signal, at) => get(`/api/cloud/services/${encodeURIComponent(name)}${on(at)}`, signal),
    cloudRacks: (signal, at) => get(`/api/cloud/racks${on(at)}`, signal),
    cloudRack: (path, signal, at) => get(`/api/cloud/racks/${path}${on(at)}`, signal),
    cloudPlan: (signal) => get('/api/cloud/plan', signal),
    securityEvents: (signal) => get('/api/security-events', signal),
    acknowledgeSecurityEvent: (id, by, note) =>
      post(`/api/security-events/${encodeURIComponent(id)}/acknowledge`, acknowledging(by, note)),
    session: (signal) => get('/api/session', signal),
    signOut: () => ask('/api/session', { method: 'DELETE' }),
    clearFault: (id) => ask(`/api/simulator/faults/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  }
}

/** The day of a question, where it says one. */
function on(at: string | undefined, sign: '?' | '&' = '?'): string {
  return at === undefined ? '' : `${sign}at=${at}`
}

function during(period: PeriodRequest): string {
  if ('at' in period) return `at=${period.at}&days=${period.days}`
  return `from=${Math.floor(period.from)}&to=${Math.floor(period.to)}`
}

/** Who is signed in signs with that name, and says none. */
function acknowledging(by: string, note: string) {
  return { ...(by !== '' && { by }), ...(note !== '' && { note }) }
}
