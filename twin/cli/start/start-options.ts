import { join, resolve } from 'node:path'
import type { StoreSettings } from '../../model/store-settings.ts'

/** What `oblak start` was asked to do. */
export interface StartOptions {
  /** The estate's folder; the shipped one where undefined. */
  readonly estateFolder: string | undefined
  readonly dataFolder: string
  /** File of reservations; where it is by default where undefined. */
  readonly reservationsFile: string | undefined
  /** File of the programme; where it is by default where undefined. */
  readonly programmeFile: string | undefined
  readonly store: StoreSettings
  readonly simulator: boolean
  readonly devicesFile: string | undefined
  readonly port: number
  readonly bind: string
  readonly usersFile: string | undefined
  /** Folder of device profiles of one's own, besides those that are shipped. */
  readonly profilesFolder: string | undefined
  /** What alarms mean and what to do first, besides what is shipped. */
  readonly adviceFile: string | undefined
  /** Addresses under which a proxy shows the page. */
  readonly publicOrigins: readonly string[]
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined
  /** A bearer token for a scraper of /metrics. */
  readonly metricsToken: string | undefined
  readonly journal: { readonly maxBytes: number; readonly maxAgeMs: number }
  readonly deadLetters: { readonly maxBytes: number }
  readonly clusters: ClusterOptions | undefined
  /** A pending plan. */
  readonly planFile: string | undefined
}

/** Clusters whose pods are shown. */
export interface ClusterOptions {
  readonly kubeconfig: string
  /** By site. */
  readonly contexts: ReadonlyMap<string, string>
  readonly practice: boolean
}

/** The words of the command line as commander gives them. */
export type StartWords = Readonly<Record<string, unknown>>

/**
 * Checks the options of `oblak start` before anything is opened.
 * @throws Error that names the option, what was given and what is allowed
 */
export function startOptions(
  words: StartWords,
  environment: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
): StartOptions {
  const path = (name: string) => {
    const given = words[name]
    return typeof given === 'string' && given !== '' ? resolve(workingFolder, given) : undefined
  }
  const dataFolder = path('data') ?? resolve(workingFolder, 'data')
  return {
    estateFolder: path('estate'),
    dataFolder,
    reservationsFile: path('reservations'),
    programmeFile: path('programme'),
    store: storeChoice(text(words.store), dataFolder, environment, workingFolder),
    simulator: words.simulator !== false,
    devicesFile: path('devices'),
    port: portNumber(text(words.port) ?? '8080'),
    bind: text(words.bind) ?? '127.0.0.1',
    usersFile: path('users'),
    profilesFolder: path('profiles'),
    adviceFile: path('alarmAdvice'),
    publicOrigins: publicOrigins(words.publicOrigin),
    tls: tls(path('certificate'), path('key')),
    metricsToken: environment.OBLAK_METRICS_TOKEN || undefined,
    journal: {
      maxBytes: positive(words.journalSize, 'journal-size', 'GiB', 8) * 2 ** 30,
      maxAgeMs: positive(words.journalDays, 'journal-days', 'days', 7) * 86_400_000,
    },
    deadLetters: { maxBytes: positive(words.deadLettersSize, 'dead-letters-size', 'MiB', 64) * 2 ** 20 },
    clusters: clusters(path('kubeconfig'), path('practiceCluster'), words.context),
    planFile: path('plan'),
  }
}

function clusters(
  kubeconfig: string | undefined,
  practiceFolder: string | undefined,
  given: unknown,
): ClusterOptions | undefined {
  if (kubeconfig !== undefined && practiceFolder !== undefined) {
    throw new Error('--kubeconfig and --practice-cluster both say which clusters are shown; say one of them')
  }
  const contexts = new Map(
    (given === undefined ? [] : [given].flat()).map((one): [string, string] => {
      const [, site, context] = /^([^=]+)=(.+)$/.exec(String(one)) ?? []
      if (site !== undefined && context !== undefined) return [site, context]
      throw new Error(`--context ${String(one)}: say the site and its context, such as belgrade=admin@belgrade`)
    }),
  )
  if (practiceFolder !== undefined) return { kubeconfig: join(practiceFolder, 'kubeconfig'), contexts, practice: true }
  if (kubeconfig !== undefined) return { kubeconfig, contexts, practice: false }
  if (contexts.size > 0) throw new Error('--context needs --kubeconfig: it names a context of that file')
  return undefined
}

function publicOrigins(given: unknown): readonly string[] {
  return (given === undefined ? [] : [given].flat()).map((one) => {
    const url = URL.canParse(String(one)) ? new URL(String(one)) : undefined
    if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.username === '') {
      return url.origin
    }
    throw new Error(`--public-origin ${String(one)}: say the address without a path, such as https://oblak.example.rs`)
  })
}

function tls(certificateFile: string | undefined, keyFile: string | undefined): StartOptions['tls'] {
  if (certificateFile !== undefined && keyFile !== undefined) return { certificateFile, keyFile }
  if (certificateFile === undefined && keyFile === undefined) return undefined
  const [given, missing] = certificateFile === undefined ? ['key', 'certificate'] : ['certificate', 'key']
  throw new Error(`--${given} needs --${missing}: TLS takes a certificate and its key, both PEM files`)
}

function positive(given: unknown, option: string, unit: string, otherwise: number): number {
  if (given === undefined) return otherwise
  const value = Number(given)
  if (Number.isFinite(value) && value > 0) return value
  throw new Error(`--${option} ${String(given)}: say a number of ${unit} above 0`)
}

function storeChoice(
  given: string | undefined,
  dataFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
): StoreSettings {
  if (given === undefined || given === 'duckdb') return { kind: 'duckdb', folder: resolve(dataFolder, 'store') }
  if (/^duckdb:./.test(given)) return { kind: 'duckdb', folder: resolve(workingFolder, given.slice('duckdb:'.length)) }
  if (given.startsWith('influx:')) return influxChoice(given.slice('influx:'.length), environment)
  throw new Error(`--store ${given}: say duckdb:PATH or influx:http://HOST:8086/DATABASE`)
}

function influxChoice(address: string, environment: Readonly<Record<string, string | undefined>>): StoreSettings {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Error(`--store influx:${address}: an address such as http://127.0.0.1:8086/oblak goes behind influx:`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new Error(
      '--store: a name or password in the address would be seen by other users of this machine; put them into OBLAK_INFLUX_USER and OBLAK_INFLUX_PASSWORD',
    )
  }
  const database = decoded(url.pathname.slice(1))
  if (database === undefined || database.includes('/'))
    throw new Error(`--store influx:${address}: one database name is allowed behind the host`)
  const retentionPolicy = url.searchParams.get('rp') ?? undefined
  const { OBLAK_INFLUX_USER: user, OBLAK_INFLUX_PASSWORD: password } = environment
  return {
    ...{ kind: 'influx', url: url.origin, database: database || 'oblak' },
    ...(retentionPolicy !== undefined && { retentionPolicy }),
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
  }
}

/** Undefined where the percent signs stand for no text. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

function portNumber(given: string): number {
  const port = Number(given)
  if (!/^\d{1,5}$/.test(given) || port > 65_535)
    throw new Error(`--port ${given}: say a number from 0 to 65535 (0: any free one)`)
  return port
}

function text(given: unknown): string | undefined {
  return typeof given === 'string' && given !== '' ? given : undefined
}
