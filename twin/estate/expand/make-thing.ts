import type { EnergyTerms } from '../../model/energy-terms.ts'
import type { Point3 } from '../../model/geometry.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Source } from '../../model/source.ts'
import type { Room } from '../../model/things.ts'
import { metres, ratio } from '../../model/units.ts'
import type { RackText, ThingText, ThingTextOf } from '../schema/estate-file.ts'
import { defined } from './defined.ts'
import type { DraftThing } from './expansion.ts'
import { groundOf, headingOf, middleOf, point3, spotOf, surfaceOf } from './placing.ts'
import { measuredBy } from './probe-quantities.ts'
import { namesOf, suppliesOf, supplyField } from './rack-inside.ts'
import { fill, type Member, type Scope, turn, writtenInTurn } from './scope.ts'

/** Everything that is drafted by itself: a rack needs its plan, a group is no thing. */
export type PlainText = Exclude<ThingText, RackText | ThingTextOf<'group'>>

/** Where in a thing something is written. */
export type FieldPath = readonly (string | number)[]

/** A written thing on its way to a draft. */
export interface Making<T extends ThingText = PlainText> {
  readonly text: T
  readonly path: ThingPath
  readonly member: Member
  /** What holds it. */
  readonly scope: Scope
  readonly members: Scope['members']
  readonly source: Source
  /** @param field where in the thing it is written: `['from', 1]` */
  resolve(reference: string, field: FieldPath): string
  /** Each reference of a list with patterns; the same list for things beside each other that say the same. */
  resolveAll(references: string | readonly string[], field: FieldPath): readonly ThingPath[]
}

/** What all things share. */
export function commonOf(making: Omit<Making<Exclude<ThingText, ThingTextOf<'group'>>>, 'resolve' | 'resolveAll'>) {
  const { text, path, member, members, source } = making
  return {
    path,
    ...namesOf(text, member.segment, member, members),
    source,
    ...defined({ sources: text.sources, note: text.note, noteSr: text.noteSr }),
  }
}

export function makeThing(making: Making): DraftThing {
  const { text, member, members, scope, resolve } = making
  const common = commonOf(making)
  const supplies = () => {
    if (!('from' in text)) return []
    return suppliesOf(text, member, members, (reference, number) => resolve(reference, supplyField(text, number)))
  }
  switch (text.kind) {
    case 'site': {
      const { latitude, longitude, utcOffsetName, itCapacity, energy } = text
      // The parts that are left out are absent in what the schema gives, though it types them as undefined.
      const terms = energy as EnergyTerms | undefined
      return { ...common, kind: 'site', latitude, longitude, utcOffsetName, ...defined({ itCapacity, energy: terms }) }
    }
    case 'building': {
      const { height, floors, use, floorArea, groundFloor } = text
      const { footprint } = groundOf(text, member, scope.frame)
      const phase = phaseOf(text.phase)
      const roof = text.roof && defined(text.roof)
      const given = defined({ floorArea, phase, groundFloor, roof })
      return { ...common, kind: 'building', footprint, height, floors, use, ...given }
    }
    case 'plot': {
      const { corner, footprint } = groundOf(text, member, scope.frame)
      const surfaces = text.surfaces?.map((surface) => surfaceOf(surface, corner))
      const given = defined({ useSr: text.useSr, phase: phaseOf(text.phase), surfaces })
      return { ...common, kind: 'plot', footprint, use: text.use, ...given }
    }
    case 'room':
      return { ...common, ...roomFields(text, member, scope) }
    case 'row': {
      const coldAisle = text.coldAisle === undefined ? undefined : writtenInTurn(text.coldAisle, member, members)
      return { ...common, kind: 'row', ...defined({ coldAisle }) }
    }
    case 'utility':
      return { ...common, kind: 'utility', voltage: text.voltage, ...defined({ rating: text.rating }) }
    case 'generator': {
      const { rating, fuel, startTime } = text
      return { ...common, kind: 'generator', ...defined({ rating, fuel, startTime }) }
    }
    case 'transformer': {
      const { rating, efficiency } = text
      const figures = { ...defined({ rating }), ...(efficiency === undefined ? {} : { efficiency: ratio(efficiency) }) }
      return { ...common, kind: 'transformer', supplies: supplies(), ...figures }
    }
    case 'ups': {
      const { rating, battery } = text
      const efficiency = ratio(text.efficiency)
      return { ...common, kind: 'ups', supplies: supplies(), ...defined({ rating }), efficiency, battery }
    }
    case 'power-panel': {
      const { rating, voltage, voltageIs } = text
      return { ...common, kind: 'power-panel', supplies: supplies(), ...defined({ rating }), voltage, voltageIs }
    }
    case 'power-feed': {
      const { supply, phase, line, wiring, voltage, voltageIs, amperage } = text
      return {
        ...common,
        ...{ kind: 'power-feed', supplies: supplies(), supply, phase, wiring, voltage, voltageIs },
        derating: ratio(text.derating),
        side: turn(text.side, member.number),
        ...defined({ amperage, line }),
      }
    }
    case 'crah': {
      const { capacity, airflow, fanPower, zone, type, waterFlow, supplyTemperature } = text
      const chilledBy = making.resolveAll(text.chilledBy, ['chilledBy'])
      const placement = placementOf(text, member, scope.frame)
      const own = {
        ...common,
        kind: 'crah',
        placement,
        capacity,
        airflow,
        supplies: supplies(),
        chilledBy,
        type,
      } as const
      return {
        ...own,
        ...defined({ fanPower, waterFlow, supplyTemperature, zone: zone && fill(zone, member, members) }),
      }
    }
    case 'chiller': {
      const { capacity, cop } = text
      const placement = placementOf(text, member, scope.frame)
      return { ...common, kind: 'chiller', placement, capacity, cop, supplies: supplies() }
    }
    case 'probe': {
      const { role } = text
      return {
        ...common,
        kind: 'probe',
        role,
        measures: text.measures ?? measuredBy(role),
        at: probeSpot(text, member, scope),
      }
    }
    case 'solar': {
      const { rating, height } = text
      const { footprint } = groundOf(text, member, scope.frame)
      const faces = text.faces === undefined ? {} : { faces: headingOf(text.faces) }
      return { ...common, kind: 'solar', rating, footprint, height, ...faces }
    }
    case 'meter': {
      const measures = resolve(writtenInTurn(text.measures, member, members), ['measures']) as ThingPath
      return { ...common, kind: 'meter', measures }
    }
    case 'monitor':
      return { ...common, kind: 'monitor', manufacturer: text.manufacturer, model: text.model }
  }
}

function roomFields(
  text: ThingTextOf<'room'>,
  member: Member,
  scope: Scope,
): Omit<Room, 'index' | 'path' | 'name' | 'source'> {
  const { use, height, airClass, humidityLimit, itCapacity, floorLoad, pointLoad } = text
  const { footprint } = groundOf(text, member, scope.frame)
  const floor = metres(text.floor ?? 0)
  return {
    kind: 'room',
    use,
    footprint,
    floor,
    height,
    airClass,
    humidityLimit,
    ...defined({ itCapacity, floorLoad, pointLoad }),
  }
}

function phaseOf(phase: ThingTextOf<'plot'>['phase']) {
  return phase && { name: phase.name, state: phase.state, ...defined({ nameSr: phase.nameSr, due: phase.due }) }
}

type PlacedText = ThingTextOf<'crah'> | ThingTextOf<'chiller'>

export function placementOf(text: PlacedText, member: Member, frame: Point3) {
  const { width, depth, height } = text
  const at = spotOf(text.at, text.step, member, frame)
  return { at, size: { width, depth, height }, faces: headingOf(turn(text.faces, member.number)) }
}

function probeSpot(text: ThingTextOf<'probe'>, member: Member, scope: Scope): Point3 {
  const { frame, middle } = scope
  if (!text.at) return point3(middle.x, middle.y, frame.z + (text.height ?? 2))
  const spot = spotOf(text.at, text.step, member, frame)
  return text.height === undefined ? spot : point3(spot.x, spot.y, frame.z + text.height)
}

/** From where the metres of what stands in a thing count, and its middle. */
export function insideOf({
  text,
  member,
  scope,
}: Omit<Making, 'resolve' | 'resolveAll'>): Pick<Scope, 'frame' | 'middle'> {
  if ('extent' in text || 'footprint' in text) {
    const { corner, footprint } = groundOf(text, member, scope.frame)
    const z = text.kind === 'room' ? (text.floor ?? 0) : corner.z
    return { frame: point3(corner.x, corner.y, z), middle: middleOf(footprint, z) }
  }
  if (text.kind === 'crah' || text.kind === 'chiller') {
    return { frame: scope.frame, middle: spotOf(text.at, text.step, member, scope.frame) }
  }
  if (text.kind === 'row') {
    return { frame: scope.frame, middle: spotOf(text.at, text.step, member, scope.frame) }
  }
  return { frame: scope.frame, middle: scope.middle }
}
