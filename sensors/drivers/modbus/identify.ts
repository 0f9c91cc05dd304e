import { epochMs } from '../../../twin/model/units.ts'
import type { DeviceIdentity } from '../../driver.ts'
import { type RegisterRange, registerRange } from '../../profiles/modbus-map.ts'
import type { ModbusProfile } from '../../profiles/modbus-profile.ts'
import { namedProfile } from '../named-profile.ts'
import type { DeviceIdentification } from './connection.ts'
import { type Answer, type Answers, decodeRaw } from './decode.ts'
import { ModbusException, modbusErrors } from './errors.ts'
import type { Gateway, Manner } from './gateway.ts'
import { planBlocks, rangeKey } from './plan.ts'
import { readBlocks } from './read-blocks.ts'

export interface Identified {
  readonly profile: ModbusProfile
  readonly identity: DeviceIdentity
}

/** A request never spans a gap here: the maps of several makers are asked about, and the gaps belong to none. */
const SIDE_BY_SIDE = { maxRegisters: 125, maxGap: 0 }

/** The way to the unit that is to be identified. */
export interface Asker {
  readonly gateway: Gateway
  readonly unit: number
  readonly manner: Manner
  readonly signal: AbortSignal
}

/**
 * Chooses the profile: the named one, else the one whose identification registers hold, else the one that FC 43/14 names.
 * @throws DeviceError unknown-device where nothing tells; timeout, unreachable where nothing answers
 */
export async function identify(
  asker: Asker,
  url: string,
  profiles: readonly ModbusProfile[],
  named: string | undefined,
): Promise<Identified> {
  if (named !== undefined) return withDetails(asker, namedProfile('Modbus', profiles, named), 'named by whoever asked')
  const ranges = profiles.flatMap(identificationRanges)
  const answers = await readAll(asker, ranges)
  for (const profile of profiles) {
    if (registersHold(profile, answers)) return withDetails(asker, profile, becauseOf(profile, answers))
  }
  const said = await basicObjects(asker)
  const byName = said && profiles.find((profile) => namesFit(profile, said))
  if (said && byName) {
    return withDetails(asker, byName, `device identification ${said.vendor} ${said.product}`, said)
  }
  const text = said
    ? `it calls itself “${said.vendor} ${said.product} ${said.revision}”, which no profile claims`
    : 'no identification register of a known profile holds'
  const unanswered = ranges.filter((range) => isUnanswered(answers(range))).length
  throw modbusErrors.unidentified(
    url,
    unanswered === 0 ? text : `${text} (${unanswered} of ${ranges.length} were not answered)`,
    profiles.map((profile) => profile.id),
    unanswered > 0,
  )
}

function isUnanswered(answer: Answer): boolean {
  return 'missing' in answer && answer.missing === 'failed'
}

function identificationRanges(profile: ModbusProfile): RegisterRange[] {
  return (profile.identify?.registers ?? []).map((register) => registerRange(profile, register, 'identify'))
}

function registersHold(profile: ModbusProfile, answers: Answers): boolean {
  const rules = profile.identify?.registers ?? []
  if (rules.length === 0) return false
  return rules.every((rule) => {
    const raw = decodeRaw(registerRange(profile, rule, 'identify'), answers)
    if (raw === undefined) return false
    if (rule.equals !== undefined && raw !== rule.equals) return false
    return rule.matches === undefined || new RegExp(rule.matches).test(String(raw))
  })
}

function becauseOf(profile: ModbusProfile, answers: Answers): string {
  return identificationRanges(profile)
    .map((range) => `${range.table} ${range.address} = ${decodeRaw(range, answers)}`)
    .join(', ')
}

function namesFit(profile: ModbusProfile, said: DeviceIdentification): boolean {
  const { vendor, product } = profile.identify ?? {}
  if (vendor === undefined && product === undefined) return false
  if (vendor !== undefined && !new RegExp(vendor, 'i').test(said.vendor)) return false
  return product === undefined || new RegExp(product, 'i').test(said.product)
}

async function withDetails(
  asker: Asker,
  profile: ModbusProfile,
  because: string,
  said?: DeviceIdentification,
): Promise<Identified> {
  const places = {
    serial: profile.serial && registerRange(profile, profile.serial, 'serial'),
    firmware: profile.firmware && registerRange(profile, profile.firmware, 'firmware'),
  }
  const ranges = [places.serial, places.firmware].filter((range) => range !== undefined)
  const answers = await readAll(asker, ranges)
  const text = (range: RegisterRange | undefined) => {
    const raw = range && decodeRaw(range, answers)
    return raw === undefined || raw === '' ? undefined : String(raw)
  }
  const serial = text(places.serial)
  const firmware = text(places.firmware) ?? said?.revision
  return {
    profile,
    identity: {
      profile: profile.id,
      because,
      generic: false,
      manufacturer: profile.manufacturer,
      model: profile.model,
      ...(serial ? { serial } : {}),
      ...(firmware ? { firmware } : {}),
    },
  }
}

/** @throws DeviceError where the device does not answer at all; a refusal is an answer */
async function readAll({ gateway, unit, manner, signal }: Asker, ranges: readonly RegisterRange[]): Promise<Answers> {
  const round = await readBlocks(gateway, unit, planBlocks(ranges, SIDE_BY_SIDE), manner, signal)
  const { failure } = round
  const spoke = [...round.answers.values()].some((answer) => 'bytes' in answer) || round.refused.length > 0
  if (failure && !spoke) throw failure instanceof ModbusException ? silent(gateway, failure) : failure
  return (range) => round.answers.get(rangeKey(range)) ?? { missing: 'failed', at: epochMs(Date.now()) }
}

function silent(gateway: Gateway, exception: ModbusException): Error {
  return modbusErrors.silentTarget(`${gateway.host}:${gateway.port}`, exception)
}

/** Undefined where the device does not know FC 43, as most do not. */
async function basicObjects({ gateway, unit, manner, signal }: Asker): Promise<DeviceIdentification | undefined> {
  try {
    return await gateway.ask((connection, ms, stop) => connection.identify(unit, ms, stop), manner, signal)
  } catch (error) {
    if (error instanceof ModbusException) return undefined
    const code = (error as { code?: unknown }).code
    if (code === 'timeout' || code === 'protocol') return undefined
    throw error
  }
}
