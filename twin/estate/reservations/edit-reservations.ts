import { type Document, isMap, isScalar, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml'
import { parentPath } from '../../model/path.ts'
import type { PlannedDevice, Reservation } from '../../model/reservation.ts'

const HEADER = `# What comes into racks from one day to another. docs/reservations.md says what may stand here; oblak reservations lists it.
version: 1
reservations:
`
const INDENT = 2

/** The text with one more reservation: lines at its end, and none other changed, where its list stands last in blocks as the program writes it. */
export function withReservation(text: string, reservation: Reservation): string {
  const own = text.trim() === '' ? HEADER : text
  const document = parseDocument(own)
  const list = listIn(document)
  const written = writtenOf(reservation)
  const isNone = !list || (list.flow && list.items.length === 0)
  if (isEmptyAtEnd(document, own) || (list && !list.flow && isLastOf(document))) {
    const indent = list ? columnOf(own, list) : INDENT
    const block = stringify([written], { lineWidth: 0 }).replaceAll(/^(?=.)/gm, ' '.repeat(indent))
    return linesAs(own, `${own}${own.endsWith('\n') ? '' : '\n'}${block}`)
  }
  if (isNone) document.set('reservations', document.createNode([written]))
  else document.addIn(['reservations'], document.createNode(written))
  return linesAs(own, document.toString({ lineWidth: 0 }))
}

/** The text without the lines of one reservation; what stands between it and the next stays. Undefined where there is none of that id. */
export function withoutReservation(text: string, id: string): string | undefined {
  const document = parseDocument(text)
  const list = listIn(document)
  const place = list?.items.findIndex((item) => isMap(item) && item.get('id') === id) ?? -1
  const item = list?.items[place]
  if (!list || !isMap(item) || !item.range) return undefined
  if (list.flow) {
    document.deleteIn(['reservations', place])
    return linesAs(text, document.toString({ lineWidth: 0 }))
  }
  const dash = text.lastIndexOf('-', item.range[0] - 1)
  const begin = lineOf(text, dash)
  const next = list.items[place + 1]
  const after = isMap(next) && next.range ? text.lastIndexOf('-', next.range[0] - 1) : behind(document)
  const lines = text.slice(begin, after === undefined ? text.length : lineOf(text, after)).split(/(?<=\n)/)
  // Blank lines and comments no deeper than the dash are of what comes next.
  while (/^\s*(#|$)/.test(lines.at(-1) ?? '-') && depthOf(lines.at(-1) ?? '') <= dash - begin) lines.pop()
  return text.slice(0, begin) + text.slice(begin + lines.join('').length)
}

/** Where the line begins that a place is in. */
function lineOf(text: string, place: number): number {
  return text.lastIndexOf('\n', place - 1) + 1
}

function depthOf(line: string): number {
  return line.trim() === '' ? 0 : line.length - line.trimStart().length
}

/** Where the field behind the list begins. */
function behind({ contents }: Document): number | undefined {
  const fields = isMap(contents) ? contents.items.map(({ key }) => (isScalar(key) ? key : undefined)) : []
  const next = fields[fields.findIndex((key) => key?.value === 'reservations') + 1]
  return next?.range?.[0]
}

function listIn(document: Document): YAMLSeq | undefined {
  const list = document.get('reservations')
  return isSeq(list) ? list : undefined
}

/** Does what belongs to the list end where the file ends? */
function isLastOf({ contents }: Document): boolean {
  const key = isMap(contents) && !contents.flow ? contents.items.at(-1)?.key : undefined
  return isScalar(key) && key.value === 'reservations'
}

/** `reservations:` with nothing behind it but comments. */
function isEmptyAtEnd(document: Document, text: string): boolean {
  return isLastOf(document) && document.get('reservations') == null && /^reservations:[ \t]*(#.*)?$/m.test(text)
}

/** Blanks before the list's dashes. */
function columnOf(text: string, list: YAMLSeq): number {
  const at = list.range?.[0] ?? 0
  return at - lineOf(text, at)
}

/** With the ends of lines that the text had. */
function linesAs(before: string, text: string): string {
  return before.includes('\r\n') ? text.replaceAll(/\r?\n/g, '\r\n') : text
}

/** A reservation as its file has it. */
function writtenOf({ devices, ...rest }: Reservation): object {
  return { ...rest, devices: devices.map(writtenDevice) }
}

function writtenDevice({ cords, face, is, name, position, rack }: PlannedDevice): object {
  const figures = 'figures' in is ? is.figures : undefined
  return {
    ...{ rack, name },
    ...(position !== undefined && { position }),
    ...(face === 'rear' && { face }),
    ...('type' in is && { type: is.type }),
    ...(figures && {
      figures: {
        units: figures.units,
        power: `${figures.watts} W`,
        ...(figures.weight !== undefined && { weight: `${figures.weight} kg` }),
        ...(figures.ports !== undefined && { ports: figures.ports }),
        ...(figures.depth !== undefined && { depth: figures.depth }),
        ...(figures.suppliesNeeded !== undefined && { suppliesNeeded: figures.suppliesNeeded }),
      },
    }),
    cords: cords.map(({ outlet, pdu }) => `${parentPath(pdu) === rack ? pdu.slice(rack.length + 1) : pdu}:${outlet}`),
  }
}
