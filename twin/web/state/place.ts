import { readDay } from '../../model/day.ts'
import { isPath, isSegment } from '../../model/path.ts'
import { type BuildOutOptions, readBuildOut, writeBuildOut } from './build-out-options.ts'
import { minuteText, readMinute } from './minute-text.ts'
import { MODES, type Mode } from './mode.ts'
import { type PlacementQuestion, readPlacementQuestion, writePlacementQuestion } from './placement-question.ts'
import { readServiceOrder, type ServiceOrder, SIFTS, type Sift, writeServiceOrder } from './service-options.ts'

/** How a site or hall is shown. */
export const VIEWS = ['3d', 'plan', 'table'] as const
export type View = (typeof VIEWS)[number]

/** Health classes that the strip filters by. */
export const SHOWN = ['critical', 'warning', 'unknown', 'ok'] as const
export type Shown = (typeof SHOWN)[number]

/** Span of a history chart. */
export const SPANS = ['1h', '24h', '7d', '30d'] as const
export type Span = (typeof SPANS)[number]

/** What the address names. `thing` covers sites, halls, racks and whatever else the estate has. */
export type Place =
  | { readonly kind: 'cloud' | 'alarms' | 'status' | 'faults' | 'build-out' }
  | { readonly kind: 'thing'; readonly path: string }
  /** The single-line diagram of a site. */
  | { readonly kind: 'power'; readonly path: string }
  /** The services of the state cloud, or one of them. */
  | { readonly kind: 'services'; readonly service: string | undefined }
  | { readonly kind: 'unknown'; readonly address: string }

/** Everything that makes a view a link. */
export interface Address {
  readonly place: Place
  readonly mode: Mode
  readonly view: View
  /** Path of what is selected. */
  readonly selected: string | undefined
  readonly shown: Shown | undefined
  readonly span: Span
  /** What-if: paths of the things that are taken to fail, in the order in which they were; none is not what-if. */
  readonly failed: readonly string[]
  /** How many more the link let fail that are left out: beyond the most, or no paths. */
  readonly failedLeftOut: number
  /** Devices for which a place is sought. */
  readonly asked: PlacementQuestion | undefined
  /** Ranks, from 1, of the candidates that are compared; undefined: the first ones. */
  readonly picked: readonly number[] | undefined
  /** What the list of services is narrowed to. */
  readonly sift: Sift | undefined
  /** How the list of services is sorted; undefined: as the server has them. */
  readonly order: ServiceOrder | undefined
  /** The day whose estate every place shows, ISO; undefined is now, with what is measured. */
  readonly at: string | undefined
  /** Minute of the day whose sun shades pictures of a campus; undefined: the light of a drawing. */
  readonly sun: number | undefined
  /** Day, baseline and what is supposed of the build-out. */
  readonly buildOut: BuildOutOptions
}

/** More than a person lets fail by hand; the server takes no more than a hundred. */
export const MOST_FAILED = 50
/** Candidates that stand side by side. */
export const MOST_PICKED = 3

const AT_FIRST = { mode: 'health', view: '3d', span: '24h' } as const
const PAGES = {
  '/': 'cloud',
  '/alarms': 'alarms',
  '/status': 'status',
  '/faults': 'faults',
  '/build-out': 'build-out',
} as const
const SITES = '/sites/'
const POWER = '/power/'
const SERVICES = '/cloud'

/** Never fails: an address of nothing is the place `unknown`, an unknown option falls back. */
export function parseAddress(pathname: string, search: string): Address {
  const query = new URLSearchParams(search)
  const selected = query.get('sel')
  const asked = readPlacementQuestion(query)
  const said = new Set(query.getAll('fail'))
  const failed = [...said].filter(isPath).slice(0, MOST_FAILED)
  return {
    place: parsePlace(pathname),
    mode: oneOf(MODES, query.get('mode')) ?? AT_FIRST.mode,
    view: oneOf(VIEWS, query.get('view')) ?? AT_FIRST.view,
    selected: selected !== null && isPath(selected) ? selected : undefined,
    shown: oneOf(SHOWN, query.get('show')),
    span: oneOf(SPANS, query.get('span')) ?? AT_FIRST.span,
    failed,
    failedLeftOut: said.size - failed.length,
    asked,
    picked: asked && readRanks(query.get('pick')),
    sift: oneOf(SIFTS, query.get('only')),
    order: readServiceOrder(query.get('sort')),
    at: readDay(query.get('at') ?? ''),
    sun: readMinute(query.get('sun')),
    buildOut: readBuildOut(query),
  }
}

/** The shortest address: what is as at first is left out. */
export function formatAddress(address: Omit<Address, 'failedLeftOut'>): string {
  const { place, mode, view, selected, shown, span, failed, asked, picked, sift, order, at, sun, buildOut } = address
  const query = new URLSearchParams()
  if (mode !== AT_FIRST.mode) query.set('mode', mode)
  if (view !== AT_FIRST.view) query.set('view', view)
  if (shown !== undefined) query.set('show', shown)
  if (span !== AT_FIRST.span) query.set('span', span)
  if (sift !== undefined) query.set('only', sift)
  if (order !== undefined) query.set('sort', writeServiceOrder(order))
  if (selected !== undefined) query.set('sel', selected)
  if (at !== undefined) query.set('at', at)
  if (sun !== undefined) query.set('sun', minuteText(sun))
  for (const path of failed) query.append('fail', path)
  if (asked) {
    writePlacementQuestion(asked, query)
    if (picked) query.set('pick', picked.join())
  }
  if (place.kind === 'build-out') writeBuildOut(buildOut, query)
  // Paths hold letters, digits, hyphens and slashes only: a slash may stand in a query as it is, and so may a comma.
  const text = query.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%3A', ':')
  return `${formatPlace(place)}${text === '' ? '' : `?${text}`}`
}

/** The address of a site's single-line diagram. */
export function addressOfPower(site: string): string {
  return `${POWER}${site}`
}

/** The address of a thing's own place. */
export function addressOfThing(path: string): string {
  return `${SITES}${path}`
}

/** The address of a service, or of all of them. */
export function addressOfService(service?: string): string {
  return service === undefined ? SERVICES : `${SERVICES}/${service}`
}

function formatPlace(place: Place): string {
  switch (place.kind) {
    case 'thing':
      return addressOfThing(place.path)
    case 'power':
      return addressOfPower(place.path)
    case 'services':
      return addressOfService(place.service)
    case 'unknown':
      return place.address
    case 'cloud':
      return '/'
    default:
      return `/${place.kind}`
  }
}

function parsePlace(pathname: string): Place {
  const trimmed = pathname.length > 1 ? pathname.replace(/\/+$/, '') : pathname
  const page = PAGES[trimmed as keyof typeof PAGES]
  if (page !== undefined) return { kind: page }
  if (trimmed === SERVICES) return { kind: 'services', service: undefined }
  if (trimmed.startsWith(`${SERVICES}/`)) {
    const service = trimmed.slice(SERVICES.length + 1)
    return isSegment(service) ? { kind: 'services', service } : { kind: 'unknown', address: pathname }
  }
  const kind = trimmed.startsWith(POWER) ? 'power' : 'thing'
  const base = kind === 'power' ? POWER : SITES
  const path = trimmed.startsWith(base) ? trimmed.slice(base.length) : ''
  return isPath(path) ? { kind, path } : { kind: 'unknown', address: pathname }
}

function readRanks(text: string | null): readonly number[] | undefined {
  if (text === null) return undefined
  const ranks = text.split(',').map(Number)
  return [...new Set(ranks)].filter((rank) => Number.isInteger(rank) && rank > 0).slice(0, MOST_PICKED)
}

function oneOf<Word extends string>(words: readonly Word[], word: string | null): Word | undefined {
  return words.find((candidate) => candidate === word)
}
