import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordingsFolder } from '../../../../twin/kit/testing/real-part.ts'
import { compareOids, type Oid } from '../../../profiles/oid.ts'
import { TAG } from '../../../simulator/snmp/mib-view.ts'
import { type AskedPdu, type MibAgent, type MibContent, mibAgent, type ToldPdu, type ToldVarbind } from './mib-agent.ts'

/** Variables of a recorded device, which a test changes before it serves them. */
export type RecordedMib = Map<Oid, MibContent>

const COUNTER64 = 0x46
const NUMBERS: ReadonlySet<number> = new Set([TAG.integer, TAG.counter32, TAG.gauge32])

/** The variables of a recording. One that it lets vary has its least value. */
export function recordedMib(recording: string): RecordedMib {
  const text = readFileSync(join(recordingsFolder() ?? '', 'snmp', `${recording}.snmprec`), 'latin1')
  const mib: RecordedMib = new Map()
  for (const line of text.split('\n')) {
    const [oid = '', tag = '', ...rest] = line.split('|')
    if (oid !== '') mib.set(oid, content(tag, rest.join('|')))
  }
  return mib
}

function content(tag: string, value: string): MibContent {
  const [, number = '4', form = ''] = /^(\d+)(.*)$/.exec(tag) ?? []
  const kind = Number(number)
  if (kind === TAG.oid) return { tag: kind, value }
  if (form === 'x') return { tag: kind, value: Uint8Array.from(Buffer.from(value, 'hex')) }
  if (kind === TAG.octets) return Uint8Array.from(Buffer.from(form === '' ? value : '', 'latin1'))
  const least = form === '' ? Number(value) : Number(/min=(-?\d+)/.exec(value)?.[1] ?? 0)
  if (kind === COUNTER64) return { tag: kind, value: counterBytes(least) }
  return kind === 64 ? { tag: kind, value: Uint8Array.from(value.split('.').map(Number)) } : { tag: kind, value: least }
}

function counterBytes(value: number): Uint8Array {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(Math.max(0, value)))
  return Uint8Array.from(bytes)
}

/** What stands in an INTEGER, a Counter32 or a Gauge32; undefined in anything else. */
export function numberOf(content: MibContent | undefined): number | undefined {
  if (typeof content === 'number') return content
  if (typeof content !== 'object' || !('tag' in content) || typeof content.value !== 'number') return undefined
  return NUMBERS.has(content.tag) ? content.value : undefined
}

/** The bytes of an OCTET STRING; undefined for anything else. */
export function bytesOf(content: MibContent): Buffer | undefined {
  if (typeof content === 'string') return Buffer.from(content, 'latin1')
  if (content instanceof Uint8Array) return Buffer.from(content)
  const isText = typeof content === 'object' && content.tag === TAG.octets && content.value instanceof Uint8Array
  return isText && content.value instanceof Uint8Array ? Buffer.from(content.value) : undefined
}

/** An honest agent over many variables: it looks them up in their order instead of sorting them for each question. */
export function recordedAgent(mib: RecordedMib): Promise<MibAgent> {
  const order = [...mib.keys()].sort(compareOids)
  return mibAgent(Object.fromEntries(mib), (pdu, agent) =>
    pdu.type === 0xa0 ? agent.honest(pdu) : next(pdu, mib, order),
  )
}

function next({ type, oids, repetitions }: AskedPdu, mib: RecordedMib, order: readonly Oid[]): ToldPdu {
  const at = oids.map((oid) => firstAfter(oid, order))
  const varbinds: ToldVarbind[] = []
  for (let round = 0; round < (type === 0xa5 ? repetitions : 1); round++) {
    for (const [column, start] of at.entries()) {
      const oid = order[start + round]
      varbinds.push(
        oid === undefined ? { oid: oids[column] ?? '', tag: TAG.endOfMibView, value: undefined } : told(oid, mib),
      )
    }
  }
  return { varbinds }
}

function told(oid: Oid, mib: RecordedMib): ToldVarbind {
  const value = mib.get(oid)
  if (typeof value === 'number') return { oid, tag: TAG.integer, value }
  if (typeof value === 'string' || value instanceof Uint8Array) return { oid, tag: TAG.octets, value }
  return { oid, tag: value?.tag ?? TAG.null, value: value?.value }
}

function firstAfter(oid: Oid, order: readonly Oid[]): number {
  let [low, high] = [0, order.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareOids(order[middle] ?? '', oid) > 0) high = middle
    else low = middle + 1
  }
  return low
}
