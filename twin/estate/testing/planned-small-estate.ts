import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { smallEstate } from './small-estate.ts'

/** An annex with a row of two racks of its own power, beside the hall of the small estate. */
export const ANNEX = `schema: 2
things:
  site/annex:
    kind: room
    use: data-hall
    at: [20, 0]
    extent: [10, 8]
    height: 4 m
    itCapacity: 100 kW
    things:
      grid: {kind: utility, voltage: 400 V}
      feed: {kind: power-feed, from: panel, phase: three, voltage: 400 V, voltageIs: line-to-line, derating: 1, side: single, amperage: 63 A}
      panel: {kind: power-panel, from: grid, rating: 400 A, voltage: 400 V, voltageIs: line-to-line}
      row-a:
        kind: row
        at: [1, 4]
        faces: north
        things:
          rack-[1-2]: {kind: rack, units: 42, things: {pdu: {kind: rack-pdu, from: feed, side: single, type: strip}}}
`

/** The annex is built until Friday 2027-03-26 and tested until 2027-04-02; the day after begins the removal of rack 4 of the hall, which takes a week. */
export const ANNEX_PROGRAMME = `version: 1
currency: EUR
dataDate: 2026-11-26
source: assumed
calendars: [{id: office, name: Office, shifts: [08:00-16:00], holidays: none}]
packages:
  - id: annex
    name: Annex
    place: site
    adds: planned/annex.yaml
    activities:
      - {id: build, name: Build, duration: 20 d, startNoEarlier: 2027-03-01, gate: construction, handsOver: {racks: 2}}
      - {id: together, name: All systems together, duration: 5 d, after: [build], level: 5}
      - {id: ready, name: In use, duration: 0 d, after: [together], handsOver: {power: 100 kW}}
  - id: clearing
    name: Clearing
    activities:
      - {id: clear, name: Rack 4 goes, duration: 5 d, after: [ready], removes: [site/hall/row-a/rack-4]}
`

/** Writes the small estate with its programme and what it adds into an empty folder. */
export async function writePlannedEstate(
  folder: string,
  { annex = ANNEX, programme = ANNEX_PROGRAMME }: { readonly annex?: string; readonly programme?: string } = {},
): Promise<void> {
  await mkdir(join(folder, 'planned'), { recursive: true })
  const estate = smallEstate().replace('    utcOffsetName', '    itCapacity: 50 kW\n    utcOffsetName')
  await writeFile(join(folder, 'estate.yaml'), estate)
  await writeFile(join(folder, 'programme.yaml'), programme)
  await writeFile(join(folder, 'planned', 'annex.yaml'), annex)
}
