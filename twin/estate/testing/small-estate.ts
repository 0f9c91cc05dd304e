import { SCHEMA_VERSION } from '../schema/estate-file.ts'

/** What a small estate says more, or otherwise. Each is the rest of a line. */
interface Otherwise {
  readonly schema?: number
  readonly room?: string
  readonly rack?: string
  readonly device?: string
  readonly pdu?: string
  readonly pduSide?: string
  readonly pduType?: string
  /** Of the type of the rack PDUs, beside what it has. */
  readonly strip?: string
  readonly grid?: string
  readonly panelVoltage?: string
  /** With what it is between. */
  readonly feedVoltage?: string
  readonly feed?: string
  /** Whole lines below the things of the room, six blanks before. */
  readonly things?: string
  readonly top?: string
  readonly racks?: string
}

/** One file of an estate without a fault: a room, a row of racks with two rack PDUs and a server of 2 U, two feeds. */
export function smallEstate(otherwise: Otherwise = {}): string {
  const { schema = SCHEMA_VERSION, room = 'airClass: A1', rack = 'units: 42', racks = 'rack-[1-4]' } = otherwise
  const { device = 'position: 3', pdu = 'name: Strip', feed = 'amperage: 63 A', things = '', top = '' } = otherwise
  const { grid = '400 V', panelVoltage = '400 V', feedVoltage = '400 V, voltageIs: line-to-line' } = otherwise
  const { pduSide = '[a, b]', pduType = 'strip', strip = '' } = otherwise
  return `schema: ${schema}
${top}deviceTypes:
  server: {manufacturer: Any, model: Server, height: 2, supplies: 2, suppliesNeeded: 1, role: server, power: 800 W}
  shallow: {manufacturer: Any, model: Shelf, height: 1, depth: half, supplies: 0, suppliesNeeded: 0, role: appliance}
pduTypes:
  strip:
    manufacturer: Any
    model: Strip
    phase: three
    amperage: 32 A
    outlets: 6${strip && `\n    ${strip.replace(', ', '\n    ')}`}
    banks:
      - {name: B1, lines: l1, breaker: 16 A, outlets: [1, 3]}
      - {name: B2, lines: l2, breaker: 16 A, outlets: [4, 6]}
things:
  site:
    kind: site
    latitude: 44
    longitude: 20.9
    utcOffsetName: Europe/Belgrade
    things:
      grid: {kind: utility, voltage: ${grid}}
      panel: {kind: power-panel, from: grid, rating: 400 A, voltage: ${panelVoltage}, voltageIs: line-to-line}
      hall:
        kind: room
        use: data-hall
        at: [0, 0]
        extent: [10, 8]
        height: 4 m
        ${room}
        things:
          feed-[a,b]:
            {kind: power-feed, from: panel, phase: three, voltage: ${feedVoltage}, derating: 0.8, side: [a, b], ${feed}}
          row-a:
            kind: row
            at: [1, 4]
            faces: north
            things:
              ${racks}:
                kind: rack
                ${rack}
                things:
                  pdu-[a,b]: {kind: rack-pdu, from: feed-$1, side: ${pduSide}, type: ${pduType}, ${pdu}}
                  server:
                    kind: device
                    type: server
                    cords: [pdu-a, pdu-b]
                    ${device}
${things}`
}
