import { setTimeout as sleep } from 'node:timers/promises'
import { epochMs } from '../../../twin/model/units.ts'
import { DeviceError } from '../../driver.ts'
import type { RegisterRange } from '../../profiles/modbus-map.ts'
import { describeRequest } from './connection.ts'
import type { Answer } from './decode.ts'
import { ModbusException } from './errors.ts'
import type { Gateway, Manner } from './gateway.ts'
import { type Block, rangeKey, splitBlock } from './plan.ts'

/** What a round of requests brought, and the blocks to ask for the next time (as the device let them stand). */
export interface Round {
  readonly answers: ReadonlyMap<string, Answer>
  readonly blocks: readonly Block[]
  /** Places that the device says it does not have. */
  readonly refused: readonly RegisterRange[]
  /** The first failure that is no refusal of registers, else the first: for the case that nothing came at all. */
  readonly failure?: ModbusException | DeviceError
}

/** Rest before a device that said «busy» is asked once more. */
const BUSY_REST_MS = 250
/** Unanswered requests in a row after which the rest of the round is given up: each costs a whole timeout. */
const GIVE_UP_AFTER = 2

/**
 * Reads blocks one after another. A block refused for its addresses is split until the missing register stands alone, so
 * that the others are still read.
 * @throws DeviceError aborted
 */
export async function readBlocks(
  gateway: Gateway,
  unit: number,
  blocks: readonly Block[],
  manner: Manner,
  signal: AbortSignal,
): Promise<Round> {
  const answers = new Map<string, Answer>()
  const kept: Block[] = []
  const refused: RegisterRange[] = []
  let failure: Round['failure']
  let refusal: Round['failure']
  let silent = 0
  const queue = [...blocks]
  for (let block = queue.shift(); block; block = queue.shift()) {
    const given = silent >= GIVE_UP_AFTER ? failure : await ask(gateway, unit, block, manner, signal)
    const at = epochMs(Date.now())
    if (given instanceof Uint8Array) {
      silent = 0
      kept.push(block)
      for (const range of block.ranges) answers.set(rangeKey(range), { bytes: slice(block, range, given), at })
      continue
    }
    const verdict = given instanceof ModbusException ? MEANING[given.code] : undefined
    const isRefused = verdict === 'split' || verdict === 'refused'
    if (isRefused) refusal ??= given
    else failure ??= given
    const halves = verdict === 'split' || verdict === 'split, then fail' ? splitBlock(block) : undefined
    if (halves) {
      queue.unshift(...halves)
      continue
    }
    kept.push(block)
    if (isRefused) refused.push(...block.ranges)
    if (!(given instanceof ModbusException) || verdict === 'silent') silent++
    for (const range of block.ranges) answers.set(rangeKey(range), { missing: isRefused ? 'refused' : 'failed', at })
  }
  const why = failure ?? refusal
  return { answers, blocks: kept, refused, ...(why ? { failure: why } : {}) }
}

/** What an exception says of a block: see `exceptionMeaning`. 4 is what some devices answer for a hole in their map. */
const MEANING: Readonly<Record<number, 'refused' | 'split' | 'split, then fail' | 'silent'>> = {
  1: 'refused',
  2: 'split',
  3: 'split',
  4: 'split, then fail',
  10: 'silent',
  11: 'silent',
}

async function ask(
  gateway: Gateway,
  unit: number,
  block: Block,
  manner: Manner,
  signal: AbortSignal,
): Promise<Uint8Array | ModbusException | DeviceError> {
  const request = { unit, table: block.table, address: block.address, length: block.length }
  for (let again = true; ; again = false) {
    try {
      return await gateway.ask((connection, ms, stop) => connection.read(request, ms, stop), manner, signal)
    } catch (error) {
      if (error instanceof DeviceError && error.code !== 'aborted') return error
      if (!(error instanceof ModbusException)) throw error
      const isBusy = error.code === 5 || error.code === 6
      if (!isBusy || !again) return error
      await sleep(BUSY_REST_MS)
    }
  }
}

function slice(block: Block, range: RegisterRange, bytes: Uint8Array): Uint8Array {
  const width = block.table === 'coil' || block.table === 'discrete' ? 1 : 2
  const start = (range.address - block.address) * width
  const part = bytes.subarray(start, start + range.length * width)
  if (part.length !== range.length * width) {
    throw new RangeError(`${describeRequest({ unit: 0, ...block })} does not hold register ${range.address}`)
  }
  return part
}
