import { resolve } from 'node:path'

/** What `oblak start` was asked to do. */
export interface StartOptions {
  /** The estate's folder; the shipped one where undefined. */
  readonly estateFolder: string | undefined
  readonly dataFolder: string
  readonly store: StoreChoice
  readonly simulator: boolean
  readonly devicesFile: string | undefined
  readonly port: number
  readonly bind: string
  readonly usersFile: string | undefined
}

export type StoreChoice =
  | { readonly kind: 'duckdb'; readonly folder: string }
  | {
      readonly kind: 'influx'
      /** Origin only. */
      readonly url: string
      readonly database: string
      readonly retentionPolicy?: string
      readonly user?: string
      readonly password?: string
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
    store: storeChoice(text(words.store), dataFolder, environment, workingFolder),
    simulator: words.simulator !== false,
    devicesFile: path('devices'),
    port: portNumber(text(words.port) ?? '8080'),
    bind: text(words.bind) ?? '127.0.0.1',
    usersFile: path('users'),
  }
}

function storeChoice(
  given: string | undefined,
  dataFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
): StoreChoice {
  if (given === undefined || given === 'duckdb') return { kind: 'duckdb', folder: resolve(dataFolder, 'store') }
  if (given.startsWith('duckdb:'))
    return { kind: 'duckdb', folder: resolve(workingFolder, given.slice('duckdb:'.length)) }
  if (given.startsWith('influx:')) return influxChoice(given.slice('influx:'.length), environment)
  throw new Error(`--store ${given}: say duckdb:PATH or influx:http://HOST:8086/DATABASE`)
}

function influxChoice(address: string, environment: Readonly<Record<string, string | undefined>>): StoreChoice {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new Error(`--store influx:${address}: an address such as http://127.0.0.1:8086/oblak goes behind influx:`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new Error(
      '--store: a name or password in the address would be seen by other users of this machine; put them into OBLAK_INFLUX_USER and OBLAK_INFLUX_PASSWORD',
    )
  }
  const database = decodeURIComponent(url.pathname.slice(1)) || 'oblak'
  if (database.includes('/')) throw new Error(`--store influx:${address}: one database name is allowed behind the host`)
  const retentionPolicy = url.searchParams.get('rp') ?? undefined
  const { OBLAK_INFLUX_USER: user, OBLAK_INFLUX_PASSWORD: password } = environment
  return {
    ...{ kind: 'influx', url: url.origin, database },
    ...(retentionPolicy !== undefined && { retentionPolicy }),
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
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
