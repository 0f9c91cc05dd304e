import type { Diagnostic, DocumentPath } from '../../twin/kit/diagnostic.ts'
import { nearestName } from '../../twin/kit/nearest-name.ts'
import type { YamlSource } from '../../twin/kit/yaml-source.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { isPath, type ThingPath } from '../../twin/model/path.ts'
import { contactRoles } from '../contact-roles.ts'
import type { CredentialReference, DeviceEntry } from '../device-entry.ts'
import { type BracePattern, highestTaken, memberText, readBraces, valuesOf } from './brace-pattern.ts'
import { CREDENTIAL_FORMS, credentialReference, isSecretName } from './credential-words.ts'
import type { DefaultWords, DeviceWords } from './devices-schema.ts'
import { withoutSecret } from './driver-for.ts'
import { nearestThing } from './known-path.ts'
import type { ProfilesAt } from './known-profiles.ts'
import { URL_SCHEMES, urlScheme } from './url-schemes.ts'

const INTERVAL_MS = 10_000
const TIMEOUT_MS = 3_000

export interface FileContext {
  readonly source: YamlSource
  readonly estate: Estate
  /** File references are relative to it. */
  readonly folder: string
  readonly defaults: DefaultWords
  readonly profiles: ProfilesAt
}

/** One entry of the file as the devices that it stands for, or all that is wrong with it. */
export class DeviceExpansion {
  readonly diagnostics: Diagnostic[] = []
  readonly entries: DeviceEntry[] = []
  /** What is read where, `PATH URL`, as far as it can be told although something else is wrong. */
  readonly places: string[] = []
  readonly #context: FileContext
  readonly #at: DocumentPath

  constructor(context: FileContext, at: DocumentPath, words: DeviceWords) {
    this.#context = context
    this.#at = at
    const path = this.#pattern('path', words.path ?? '')
    const url = this.#pattern('url', words.url)
    const common = this.#common(words)
    const maps = Object.entries(words.map ?? {}).map(([component, target]) => ({
      component,
      target: this.#pattern(['map', component], target),
    }))
    this.#checkProfile(words)
    const fits = path && url && this.#fit(words, path, url, maps)
    if (!path || highestTaken(path) > 0) return
    for (let member = 0; member < path.count; member++) {
      const values = valuesOf(path, member)
      const thing = memberText(path, values, [])
      const before = this.diagnostics.length
      if (thing !== '') this.#mustExist('path', thing)
      // A pattern that is wrong is wrong for all of its members alike.
      if (!fits && this.diagnostics.length > before) return
      if (!fits) continue
      // A host's numbers have no leading zeros: 10.0.4.07 would be another address to some.
      const address = memberText(url, valuesOf(url, member), values, (value) => value.replace(/^0+(?=\d)/, ''))
      const map: Record<string, ThingPath> = {}
      for (const { component, target } of maps) {
        if (target) map[component] = besides(thing, memberText(target, [], values)) as ThingPath
      }
      this.#check(address, map)
      this.places.push(`${thing} ${address}`)
      if (this.diagnostics.length > before) return
      if (!common) continue
      const mapped = maps.length === 0 ? {} : { map }
      const roles = contactRoles(this.#context.estate, [thing, ...Object.values(map)])
      this.entries.push({ path: thing as ThingPath, url: address, ...common, ...mapped, ...roles })
    }
  }

  #pattern(field: string | DocumentPath, text: string): BracePattern | undefined {
    const pattern = readBraces(text)
    if (!('wrong' in pattern)) return pattern
    this.#wrong(field, `cannot be expanded: ${withoutSecret(pattern.wrong)}`)
    return undefined
  }

  #common(words: DeviceWords): Omit<DeviceEntry, 'path' | 'url' | 'map'> | undefined {
    const { defaults } = this.#context
    const before = this.diagnostics.length
    const intervalMs = words.interval ?? defaults?.interval ?? INTERVAL_MS
    const timeoutMs = words.timeout ?? defaults?.timeout ?? Math.min(TIMEOUT_MS, intervalMs)
    if (timeoutMs > intervalMs) {
      this.#wrong('timeout', `is ${timeoutMs} ms, longer than the interval of ${intervalMs} ms`)
    }
    const credential = this.#credential(words)
    const options = { ...defaults?.options, ...words.options }
    for (const name of Object.keys(words.options ?? {}).filter(isSecretName)) {
      this.#wrong(['options', name], 'would hold a secret', { allowed: `credential: ${CREDENTIAL_FORMS}` })
    }
    if (this.diagnostics.length > before) return undefined
    const profile = words.profile ?? defaults?.profile
    const points = words.points ?? defaults?.points
    return {
      intervalMs,
      timeoutMs,
      ...(profile === undefined ? {} : { profile }),
      ...(credential === undefined ? {} : { credential }),
      ...(points === undefined ? {} : { points }),
      ...(Object.keys(options).length === 0 ? {} : { options }),
    }
  }

  #checkProfile(words: DeviceWords): void {
    const { defaults, profiles } = this.#context
    const wanted = words.profile ?? defaults?.profile
    const known = profiles(words.url)
    if (wanted === undefined || !known || known.includes(wanted)) return
    const nearest = nearestName(wanted, known)
    this.#wrongWord(words, 'profile', `is no profile for ${urlScheme(words.url)}`, {
      found: wanted,
      allowed: known.join(', '),
      ...(nearest === undefined ? {} : { nearest }),
    })
  }

  #credential(words: DeviceWords): CredentialReference | undefined {
    const written = words.credential ?? this.#context.defaults?.credential
    if (written === undefined) return undefined
    const read = credentialReference(written, this.#context.folder)
    if ('reference' in read) return read.reference
    this.#wrongWord(words, 'credential', read.wrong, { allowed: CREDENTIAL_FORMS })
    return undefined
  }

  /** Do the patterns belong together? */
  #fit(
    words: DeviceWords,
    path: BracePattern,
    url: BracePattern,
    maps: readonly { readonly component: string; readonly target: BracePattern | undefined }[],
  ): boolean {
    const before = this.diagnostics.length
    const ranges = path.places.length
    if (highestTaken(path) > 0)
      this.#wrong('path', 'takes over a range; only url and map can take over those of the path')
    else if (highestTaken(url) > ranges) {
      this.#wrong('url', `takes over range ${highestTaken(url)}, but the path has ${ranges}`)
    } else if (highestTaken(url) === 0 && url.count !== path.count) {
      const found = `${path.count} paths and ${url.count} addresses`
      this.#wrong('url', 'does not stand for as many devices as the path', {
        found,
        allowed: 'as many of one as of the other',
      })
    } else if (highestTaken(url) > 0 && url.count > 1) {
      this.#wrong('url', 'has ranges of its own and takes over others; one of both is allowed')
    }
    for (const { component, target } of maps) {
      if (target && (target.count > 1 || highestTaken(target) > ranges)) {
        this.#wrong(
          ['map', component],
          `can take over the path's ${ranges} ranges as {1}, {2}, and has none of its own`,
        )
      }
    }
    const scheme = urlScheme(words.url)
    if (!scheme) {
      const allowed = Object.keys(URL_SCHEMES)
        .map((known) => `${known}://`)
        .join(', ')
      this.#wrong('url', 'has a scheme that no driver answers to', { found: withoutSecret(words.url), allowed })
    } else if (!words.path && URL_SCHEMES[scheme] === 'asked') {
      this.#wrong('path', `is missing: a device that is asked by ${scheme} belongs to a thing of the estate`)
    }
    if (/^[^/]*:\/\/[^/]*@/.test(words.url)) {
      this.#wrong('url', 'must hold no user and no password', {
        found: withoutSecret(words.url),
        allowed: `credential: ${CREDENTIAL_FORMS}`,
      })
    }
    return this.diagnostics.length === before && maps.every(({ target }) => target)
  }

  #check(address: string, map: Readonly<Record<string, ThingPath>>): void {
    for (const [component, target] of Object.entries(map)) this.#mustExist(['map', component], target)
    if (!URL.canParse(address)) this.#wrong('url', 'is no address', { found: withoutSecret(address) })
  }

  #mustExist(field: string | DocumentPath, path: string): void {
    const { estate } = this.#context
    if (isPath(path) && estate.find(path)) return
    const nearest = nearestThing(estate, path)
    this.#wrong(field, 'is nothing in the estate', {
      found: path,
      allowed: `paths of ${estate.name}; --estate names the folder of another estate`,
      ...(nearest === undefined ? {} : { nearest }),
    })
  }

  /** At the entry's own word, or at that of the defaults, which it takes over. */
  #wrongWord(
    words: DeviceWords,
    field: 'profile' | 'credential',
    message: string,
    more: Omit<Partial<Diagnostic>, 'file' | 'path'>,
  ): void {
    if (words[field] !== undefined) this.#wrong(field, message, more)
    else this.diagnostics.push(this.#context.source.diagnostic(['defaults', field], message, more))
  }

  #wrong(field: string | DocumentPath, message: string, more: Omit<Partial<Diagnostic>, 'file' | 'path'> = {}): void {
    this.diagnostics.push(this.#context.source.diagnostic([...this.#at, ...[field].flat()], message, more))
  }
}

/** `../intake-top` is a neighbour of the thing, `./probe` is below it; anything else is a whole path. */
function besides(thing: string, target: string): string {
  if (!target.startsWith('./') && !target.startsWith('../')) return target
  const segments = thing === '' ? [] : thing.split('/')
  for (const step of target.split('/')) {
    if (step === '..') segments.pop()
    else if (step !== '.') segments.push(step)
  }
  return segments.join('/')
}
