import type { BerReader } from './ber-reader.ts'
import type { BerWriter } from './ber-writer.ts'
import { type MibValue, type MibView, TAG, writeValue } from './mib-view.ts'

const GET = 0xa0
const GET_NEXT = 0xa1
const RESPONSE = 0xa2
const SET = 0xa3
const GET_BULK = 0xa5
const SEQUENCE = 0x30
const TOO_BIG = 1
const NOT_WRITABLE = 17
/** A manager asks for a few dozen variables; more in one message is somebody's joke. */
const MOST_VARIABLES = 512

interface Found {
  readonly oid: Uint8Array
  readonly tag: number
  readonly value: MibValue
}

/**
 * Answers a PDU (RFC 3416, 4.2) into `writer`, from the variables of a device. `room` is the most bytes that the varbinds may
 * take: a bulk answer is cut there, anything else becomes `tooBig`.
 * Returns false for a PDU that asks nothing (a response, a report): it gets no answer.
 * @throws BerError for a malformed PDU
 */
export function answerPdu<D>(pdus: BerReader, view: MibView<D>, device: D, writer: BerWriter, room: number): boolean {
  const type = pdus.peek()
  if (type !== GET && type !== GET_NEXT && type !== GET_BULK && type !== SET) return false
  const pdu = pdus.enter(type)
  const requestId = pdu.integer()
  const nonRepeaters = pdu.integer()
  const maxRepetitions = pdu.integer()
  const list = pdu.enter(SEQUENCE)
  const asked: Buffer[] = []
  const start = list.at
  while (!list.isDone && asked.length < MOST_VARIABLES) {
    const varbind = list.enter(SEQUENCE)
    asked.push(varbind.octets(TAG.oid))
    varbind.skip()
  }
  const echo = list.bytes.subarray(start, list.end)
  if (type === SET) {
    writeResponse(writer, requestId, NOT_WRITABLE, Math.min(1, asked.length), echo)
    return true
  }
  const found =
    type === GET
      ? asked.map((oid) => get(view, device, oid))
      : type === GET_NEXT
        ? asked.map((oid) => next(view, device, oid))
        : bulk(view, device, asked, Math.max(0, nonRepeaters), Math.max(0, maxRepetitions), room)
  const fitting = type === GET_BULK ? cut(found, room) : found
  const mark = writer.mark
  for (let at = fitting.length - 1; at >= 0; at--) {
    const variable = fitting[at]
    if (!variable) continue
    const end = writer.mark
    if (variable.value === undefined) writer.empty(variable.tag)
    else writeValue(writer, variable.tag, variable.value)
    writer.octets(TAG.oid, variable.oid)
    writer.close(SEQUENCE, end)
    if (mark - writer.mark > room + 64) break
  }
  if (mark - writer.mark > room) {
    writer.reset()
    writeResponse(writer, requestId, TOO_BIG, 0, Buffer.alloc(0))
    return true
  }
  closeResponse(writer, requestId, 0, 0, mark)
  return true
}

function get<D>(view: MibView<D>, device: D, oid: Buffer): Found {
  const entry = view.entries[view.find(oid)]
  const value = entry?.read(device)
  if (entry && value !== undefined) return { oid, tag: entry.tag, value }
  if (entry) return { oid, tag: TAG.noSuchInstance, value: undefined }
  // An instance that is missing in a column which exists is something else than a column which does not (RFC 3416, 4.2.1).
  let length = Math.max(0, oid.length - 1)
  while (length > 0 && (oid[length - 1] ?? 0) >= 0x80) length--
  const column = oid.subarray(0, length)
  const isInstance = view.entries[view.after(column)]?.oid.subarray(0, length).equals(column) ?? false
  return { oid, tag: isInstance ? TAG.noSuchInstance : TAG.noSuchObject, value: undefined }
}

function next<D>(view: MibView<D>, device: D, oid: Buffer): Found {
  return firstFrom(view, device, view.after(oid)).found ?? { oid, tag: TAG.endOfMibView, value: undefined }
}

/** The first entry from this place on that is there now, and the place after it. */
function firstFrom<D>(view: MibView<D>, device: D, from: number): { found: Found | undefined; place: number } {
  for (let place = from; place < view.entries.length; place++) {
    const entry = view.entries[place]
    const value = entry?.read(device)
    if (entry && value !== undefined) return { found: { oid: entry.oid, tag: entry.tag, value }, place: place + 1 }
  }
  return { found: undefined, place: view.entries.length }
}

function bulk<D>(
  view: MibView<D>,
  device: D,
  asked: readonly Buffer[],
  nonRepeaters: number,
  maxRepetitions: number,
  room: number,
): Found[] {
  const found = asked.slice(0, nonRepeaters).map((oid) => next(view, device, oid))
  const columns = asked.slice(nonRepeaters).map((oid) => ({ oid, place: view.after(oid) }))
  // No varbind is shorter than ten bytes: what cannot fit is not looked for.
  const most = Math.min(maxRepetitions, Math.ceil(room / 10))
  for (let repetition = 0; repetition < most && columns.length > 0; repetition++) {
    let isAnyLeft = false
    for (const column of columns) {
      const result = firstFrom(view, device, column.place)
      column.place = result.place
      if (result.found) {
        column.oid = Buffer.from(result.found.oid)
        isAnyLeft = true
      }
      found.push(result.found ?? { oid: column.oid, tag: TAG.endOfMibView, value: undefined })
    }
    if (!isAnyLeft || found.length * 10 > room) break
  }
  return found
}

/** As many from the beginning as fit, by an estimate from above of each one's size. */
function cut(found: readonly Found[], room: number): readonly Found[] {
  let used = 0
  for (const [at, { oid, value }] of found.entries()) {
    const content = typeof value === 'string' ? 3 * value.length : typeof value === 'object' ? value.length : 6
    used += oid.length + content + 14
    if (used > room) return found.slice(0, Math.max(1, at))
  }
  return found
}

function writeResponse(
  writer: BerWriter,
  requestId: number,
  status: number,
  index: number,
  varbinds: Uint8Array,
): void {
  const mark = writer.mark
  writer.raw(varbinds)
  closeResponse(writer, requestId, status, index, mark)
}

/** Closes the varbinds written since `mark` into a response. */
function closeResponse(writer: BerWriter, requestId: number, status: number, index: number, mark: number): void {
  writer.close(SEQUENCE, mark)
  writer.integer(TAG.integer, index)
  writer.integer(TAG.integer, status)
  writer.integer(TAG.integer, requestId)
  writer.close(RESPONSE, mark)
}
