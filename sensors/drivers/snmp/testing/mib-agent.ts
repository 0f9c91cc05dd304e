import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { compareOids } from '../../../profiles/oid.ts'
import { BerReader } from '../../../simulator/snmp/ber-reader.ts'
import { BerWriter } from '../../../simulator/snmp/ber-writer.ts'
import { TAG, writeValue } from '../../../simulator/snmp/mib-view.ts'
import { decodeOid, encodeOid, parseOid } from '../../../simulator/snmp/oid.ts'

const SEQUENCE = 0x30
const RESPONSE = 0xa2

export interface AskedPdu {
  /** 0xa0 GET, 0xa1 GETNEXT, 0xa5 GETBULK. */
  readonly type: number
  readonly id: number
  readonly repetitions: number
  readonly oids: readonly string[]
}

export interface ToldVarbind {
  readonly oid: string
  readonly tag: number
  readonly value: number | string | Uint8Array | undefined
}

export interface ToldPdu {
  readonly status?: number
  readonly index?: number
  readonly varbinds: readonly ToldVarbind[]
}

/** A variable: a whole number, a text, bytes, or another tag with one of them. */
export type MibContent =
  | number
  | string
  | Uint8Array
  | { readonly tag: number; readonly value: number | string | Uint8Array }

export interface MibAgent extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** The variables, which a test may change meanwhile. */
  readonly mib: Map<string, MibContent>
  /** What was asked, in order. */
  readonly asked: AskedPdu[]
  /** Most requests that were unanswered at one time. */
  inFlight(): number
  /** Sends bytes to whoever asked last. */
  push(bytes: Buffer): void
  /** What an honest agent would answer. */
  honest(pdu: AskedPdu): ToldPdu
  message(pdu: AskedPdu, told: ToldPdu, version?: number): Buffer
}

/** What is sent instead of the honest answer; nothing at all for undefined. */
export type Manners = (
  pdu: AskedPdu,
  agent: MibAgent,
) => ToldPdu | Buffer | undefined | Promise<ToldPdu | Buffer | undefined>

/** A v2c agent over a few variables that can be made to misbehave in any way. */
export async function mibAgent(
  variables: Readonly<Record<string, MibContent>>,
  manners: Manners = (pdu, agent) => agent.honest(pdu),
): Promise<MibAgent> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  let last: RemoteInfo | undefined
  let pending = 0
  let most = 0
  const mib = new Map(Object.entries(variables))
  const agent: MibAgent = {
    url: `snmp://127.0.0.1:${port}`,
    port,
    mib,
    asked: [],
    inFlight: () => most,
    push: (bytes) => last && socket.send(bytes, last.port, last.address),
    honest: (pdu) => honestAnswer(mib, pdu),
    message,
    [Symbol.asyncDispose]: () => closed(socket),
  }
  socket.on('message', (bytes, from) => {
    last = from
    const pdu = read(bytes)
    agent.asked.push(pdu)
    most = Math.max(most, ++pending)
    Promise.resolve(manners(pdu, agent)).then((answer) => {
      pending--
      if (answer !== undefined) {
        socket.send(Buffer.isBuffer(answer) ? answer : message(pdu, answer), from.port, from.address, () => undefined)
      }
    })
  })
  return agent
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()))
}

function read(bytes: Buffer): AskedPdu {
  const message = new BerReader(bytes).enter(SEQUENCE)
  message.integer()
  message.octets()
  const type = message.peek()
  const pdu = message.enter(type)
  const id = pdu.integer()
  pdu.integer()
  const repetitions = pdu.integer()
  const list = pdu.enter(SEQUENCE)
  const oids: string[] = []
  while (!list.isDone) oids.push(decodeOid(list.enter(SEQUENCE).octets(TAG.oid)).join('.'))
  return { type, id, repetitions, oids }
}

function message(pdu: AskedPdu, { status = 0, index = 0, varbinds }: ToldPdu, version = 1): Buffer {
  const writer = new BerWriter(Buffer.alloc(65_000))
  const end = writer.mark
  for (const { oid, tag, value } of [...varbinds].reverse()) {
    const mark = writer.mark
    if (value === undefined) writer.empty(tag)
    else writeValue(writer, tag, value)
    writer.octets(TAG.oid, encodeOid(parseOid(oid)))
    writer.close(SEQUENCE, mark)
  }
  writer.close(SEQUENCE, end)
  writer.integer(TAG.integer, index)
  writer.integer(TAG.integer, status)
  writer.integer(TAG.integer, pdu.id)
  writer.close(RESPONSE, end)
  writer.text(TAG.octets, 'public')
  writer.integer(TAG.integer, version)
  writer.close(SEQUENCE, end)
  return writer.take()
}

function honestAnswer(mib: ReadonlyMap<string, MibContent>, { type, oids, repetitions }: AskedPdu): ToldPdu {
  if (type === 0xa0) {
    return {
      varbinds: oids.map((oid) => told(mib, oid) ?? { oid, tag: TAG.noSuchInstance, value: undefined }),
    }
  }
  const order = [...mib.keys()].sort(compareOids)
  const varbinds: ToldVarbind[] = []
  let at = [...oids]
  for (let round = 0; round < (type === 0xa5 ? repetitions : 1); round++) {
    const row = at.map((oid) => {
      const next = order.find((candidate) => compareOids(candidate, oid) > 0)
      return (next && told(mib, next)) || { oid, tag: TAG.endOfMibView, value: undefined }
    })
    varbinds.push(...row)
    at = row.map(({ oid }) => oid)
  }
  return { varbinds }
}

function told(mib: ReadonlyMap<string, MibContent>, oid: string): ToldVarbind | undefined {
  const content = mib.get(oid)
  if (content === undefined) return undefined
  if (typeof content === 'number') return { oid, tag: TAG.integer, value: content }
  if (typeof content === 'string' || content instanceof Uint8Array) return { oid, tag: TAG.octets, value: content }
  return { oid, tag: content.tag, value: content.value }
}
