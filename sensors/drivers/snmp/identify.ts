import { DeviceError, type DeviceIdentity } from '../../driver.ts'
import { hasPrefix, type Oid } from '../../profiles/oid.ts'
import type { SnmpIdentity, SnmpMatch, SnmpProfile } from '../../profiles/snmp-profile.ts'
import { RequestFailure } from './failure.ts'
import { textValue } from './raw-value.ts'
import { readMany } from './read-many.ts'
import type { Reader } from './reader.ts'
import { isNothing, type Varbind } from './varbind.ts'

const SYS_DESCR = '1.3.6.1.2.1.1.1.0'
const SYS_OBJECT_ID = '1.3.6.1.2.1.1.2.0'
const SYS_NAME = '1.3.6.1.2.1.1.5.0'

/** What a device says of itself, whatever it is (RFC 3418, system group). */
export interface SystemGroup {
  readonly description: string
  readonly objectId: string
  readonly name: string
}

/** Profiles that apply, the maker's first, and what the choice rests on. */
export interface Choice {
  readonly profiles: readonly SnmpProfile[]
  readonly because: string
  readonly generic: boolean
}

interface Fitting {
  readonly profile: SnmpProfile
  readonly because: string
  /** Arcs of the sysObjectID that the rule asks for. */
  readonly depth: number
}

/** @throws DeviceError timeout, unreachable, authentication */
export async function readSystem(reader: Reader, signal: AbortSignal): Promise<SystemGroup> {
  const answers = await readMany(reader.requester, [SYS_DESCR, SYS_OBJECT_ID, SYS_NAME], reader.getSize, signal)
  const text = (oid: Oid) => {
    const answer = answers.get(oid)
    return typeof answer === 'object' ? textValue(answer) : ''
  }
  return { description: text(SYS_DESCR), objectId: text(SYS_OBJECT_ID), name: text(SYS_NAME) }
}

/**
 * Chooses the profiles: the named one and its standards; else the device profile that fits best, its standards and the
 * supplements that fit; else every standard that the device serves.
 */
export async function chooseProfiles(
  reader: Reader,
  system: SystemGroup,
  profiles: readonly SnmpProfile[],
  named: SnmpProfile | undefined,
  signal: AbortSignal,
): Promise<Choice> {
  const standardsOf = (main: SnmpProfile) =>
    main.with.flatMap((id) => profiles.filter((profile) => profile.id === id && profile !== main))
  if (named !== undefined) {
    return {
      profiles: [named, ...standardsOf(named)],
      because: 'named by whoever asked',
      generic: named.role === 'standard',
    }
  }
  const fitting = await fittingProfiles(reader, system, profiles, signal)
  const [best] = fitting
    .filter(({ profile }) => profile.role === 'device')
    .sort((a, b) => b.profile.priority - a.profile.priority || b.depth - a.depth)
  const beside = fitting.filter(({ profile }) => profile.role === 'supplement').map(({ profile }) => profile)
  if (best) {
    const all = [best.profile, ...beside, ...standardsOf(best.profile)]
    return { profiles: [...new Set(all)], because: best.because, generic: false }
  }
  const standards = fitting
    .filter(({ profile }) => profile.role === 'standard')
    .sort((a, b) => b.profile.priority - a.profile.priority)
    .map(({ profile }) => profile)
  const known = `no profile knows sysObjectID ${system.objectId || '(none)'}, so the standard tables are read`
  return { profiles: [...beside, ...standards], because: known, generic: true }
}

/** Texts that a profile takes from the device; the first source that answers. */
export async function readIdentity(
  reader: Reader,
  sources: SnmpIdentity,
  signal: AbortSignal,
): Promise<Partial<Record<keyof SnmpIdentity, string>>> {
  const lists = Object.values(sources).flatMap((list) => list ?? [])
  const exact = [...new Set(lists.filter(({ next }) => !next).map(({ oid }) => oid))]
  const answers = await readMany(reader.requester, exact, reader.getSize, signal).catch((error: unknown) => {
    // A device that lets none of them be read is still a device.
    if (error instanceof DeviceError && (error.code === 'refused' || error.code === 'protocol')) return new Map()
    throw error
  })
  const textOf = async (oid: Oid, isNext: boolean) => {
    const answer = isNext ? await firstBelow(reader, oid, signal) : answers.get(oid)
    return typeof answer === 'object' ? textValue(answer) : ''
  }
  const found: Partial<Record<keyof SnmpIdentity, string>> = {}
  for (const key of ['manufacturer', 'model', 'serial', 'firmware', 'name'] as const) {
    for (const { oid, next = false, matches } of sources[key] ?? []) {
      const text = await textOf(oid, next)
      const part = matches === undefined ? text : partOf(text, matches)
      if (part === '') continue
      found[key] = part
      break
    }
  }
  return found
}

/** `a+b` where a device is read through more than one; what the profile takes from the device stands before what it says. */
export function identityOf(
  system: SystemGroup,
  choice: Choice,
  used: readonly SnmpProfile[],
  told: Partial<Record<keyof SnmpIdentity, string>>,
): DeviceIdentity {
  const [main] = used
  const manufacturer = told.manufacturer ?? main?.manufacturer ?? choice.profiles[0]?.manufacturer
  const model =
    told.model ?? main?.model ?? (choice.generic && system.description !== '' ? system.description : undefined)
  const name = told.name ?? (system.name === '' ? undefined : system.name)
  return {
    profile: used.map(({ id }) => id).join('+'),
    because: choice.because,
    generic: choice.generic,
    ...(manufacturer === undefined ? {} : { manufacturer }),
    ...(model === undefined ? {} : { model }),
    ...(told.serial === undefined ? {} : { serial: told.serial }),
    ...(told.firmware === undefined ? {} : { firmware: told.firmware }),
    ...(name === undefined ? {} : { name }),
  }
}

async function fittingProfiles(
  reader: Reader,
  system: SystemGroup,
  profiles: readonly SnmpProfile[],
  signal: AbortSignal,
): Promise<readonly Fitting[]> {
  const likely = profiles.flatMap((profile) =>
    profile.match.flatMap((rule) => (fitsSystem(rule, system) ? [{ profile, rule }] : [])),
  )
  const present = await presence(
    reader,
    likely.flatMap(({ rule }) => rule.present ?? []),
    signal,
  )
  const asked = likely.flatMap(({ rule }) => (rule.values ?? []).map(({ oid }) => oid))
  const values = await readMany(reader.requester, [...new Set(asked)], reader.getSize, signal)
  const seen = new Set<string>()
  return likely.flatMap(({ profile, rule }) => {
    const isPresent = rule.present?.some((oid) => present.has(oid)) ?? true
    const isValued = (rule.values ?? []).every(({ oid, equals, matches }) => {
      const answer = values.get(oid)
      if (typeof answer !== 'object') return false
      const text = textValue(answer)
      if (equals && !equals.map(String).includes(text)) return false
      return matches === undefined || new RegExp(matches, 'i').test(text)
    })
    if (!isPresent || !isValued || seen.has(profile.id)) return []
    seen.add(profile.id)
    const prefix = prefixOf(rule, system)
    const depth = prefix?.split('.').length ?? 0
    return [{ profile, because: becauseOf(rule, prefix, system), depth }]
  })
}

function fitsSystem(rule: SnmpMatch, system: SystemGroup): boolean {
  if (rule.objectId && prefixOf(rule, system) === undefined) return false
  return rule.description === undefined || new RegExp(rule.description, 'i').test(system.description)
}

/** The longest of the rule's prefixes that the device's sysObjectID has. */
function prefixOf(rule: SnmpMatch, { objectId }: SystemGroup): Oid | undefined {
  return (rule.objectId ?? []).filter((prefix) => hasPrefix(objectId, prefix)).sort((a, b) => b.length - a.length)[0]
}

function becauseOf(rule: SnmpMatch, prefix: Oid | undefined, system: SystemGroup): string {
  const reasons = [
    ...(prefix === undefined ? [] : [`sysObjectID ${system.objectId}`]),
    ...(rule.description === undefined ? [] : [`sysDescr “${system.description}”`]),
    ...(rule.present ? [`it has ${rule.present[0]}`] : []),
    ...(rule.values ?? []).map(({ oid }) => `${oid} fits`),
  ]
  return reasons.join(', ')
}

/** Those of the identifiers at or below which the device has something. */
async function presence(reader: Reader, oids: readonly Oid[], signal: AbortSignal): Promise<ReadonlySet<Oid>> {
  const present = new Set<Oid>()
  for (const oid of new Set(oids)) if (await firstBelow(reader, oid, signal)) present.add(oid)
  return present
}

async function firstBelow(reader: Reader, oid: Oid, signal: AbortSignal): Promise<Varbind | undefined> {
  try {
    const [[varbind] = []] = await reader.requester.ask({ kind: 'next', oids: [beforeOf(oid)] }, signal)
    return varbind && !isNothing(varbind) && hasPrefix(varbind.oid, oid) ? varbind : undefined
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error
    if (error.kind === 'timeout') throw reader.requester.timeout()
    return undefined
  }
}

/** GETNEXT of it gives the identifier itself where it is an instance: `…2.0` comes after `…2`. */
function beforeOf(oid: Oid): Oid {
  return oid.endsWith('.0') ? oid.slice(0, -2) : oid
}

function partOf(text: string, pattern: string): string {
  const found = new RegExp(pattern, 'i').exec(text)
  return (found?.[1] ?? found?.[0] ?? '').trim()
}
