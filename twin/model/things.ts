import type { EnergyTerms } from './energy-terms.ts'
import type { Placement, Point2, Point3 } from './geometry.ts'
import type { Surface } from './ground.ts'
import type { ThingPath } from './path.ts'
import type { Quantity } from './quantity.ts'
import type { Source } from './source.ts'
import type {
  Amperes,
  Bytes,
  CubicMetresPerSecond,
  Heading,
  Kilograms,
  Metres,
  RackUnits,
  Ratio,
  Seconds,
  SquareMetres,
  Volts,
  WattHours,
  Watts,
} from './units.ts'

/** What every thing of the estate has. Field names are the field's own (NetBox's where it has one). */
interface Common {
  /** Dense, never reused, never moved (see estate.ids). */
  readonly index: number
  readonly path: ThingPath
  /** For people; the last path segment where the file gives none. */
  readonly name: string
  /** The name in Serbian Cyrillic, where the file gives one. */
  readonly nameSr?: string
  /** Where this thing's figures come from. */
  readonly source: Source
  /** Figures of this thing whose source differs, by field name. */
  readonly sources?: Readonly<Record<string, Source>>
  readonly note?: string
  /** The note in Serbian Cyrillic, where the file gives one. */
  readonly noteSr?: string
}

export interface Site extends Common {
  readonly kind: 'site'
  readonly latitude: number
  readonly longitude: number
  /** Installed capacity of IT load. */
  readonly itCapacity?: Watts
  readonly utcOffsetName: string
  /** What its energy costs and emits, as far as the estate says it. */
  readonly energy?: EnergyTerms
}

export interface Building extends Common {
  readonly kind: 'building'
  readonly footprint: readonly Point2[]
  readonly height: Metres
  readonly floors: number
  /** Height of the lowest storey, where it differs from the others. */
  readonly groundFloor?: Metres
  /** Where nobody says it: flat, with a parapet of 600 mm. */
  readonly roof?: Roof
  readonly use: 'data-centre' | 'security' | 'energy' | 'office' | 'garage' | 'laboratory' | 'public'
  readonly floorArea?: SquareMetres
  readonly phase?: Phase
}

/** A flat roof. */
export interface Roof {
  /** How far its edge stands above it. */
  readonly parapet?: Metres
  readonly isGreen?: boolean
  /** What the technical rooms on it cover. */
  readonly plant?: SquareMetres
}

/** A building site of the district. */
export interface Plot extends Common {
  readonly kind: 'plot'
  readonly footprint: readonly Point2[]
  readonly use: string
  /** The use in Serbian Cyrillic, where the file gives one. */
  readonly useSr?: string
  readonly phase?: Phase
  /** What lies on its ground, the lowest first. */
  readonly surfaces?: readonly Surface[]
}

/** Where a piece of the build-out stands. Dates are ISO days. */
export interface Phase {
  readonly name: string
  /** The name in Serbian Cyrillic, where the file gives one. */
  readonly nameSr?: string
  readonly state: 'planned' | 'under-construction' | 'commissioned'
  readonly due?: string
}

/** A data hall or a technical room. */
export interface Room extends Common {
  readonly kind: 'room'
  readonly use: 'data-hall' | 'electrical' | 'battery' | 'mechanical' | 'network' | 'security'
  readonly footprint: readonly Point2[]
  /** Height of its floor above the site's ground. */
  readonly floor: Metres
  readonly height: Metres
  readonly airClass: 'A1' | 'A2' | 'A3' | 'A4' | 'H1'
  /** Upper recommended relative humidity in %, 70 only where corrosion is measured low, else 50 (ASHRAE 2021). */
  readonly humidityLimit: 50 | 70
  readonly itCapacity?: Watts
  /** What its floor bears on each square metre. */
  readonly floorLoad?: Kilograms
  /** What a tile of its floor bears at one point. */
  readonly pointLoad?: Kilograms
}

export interface Row extends Common {
  readonly kind: 'row'
  readonly coldAisle?: string
}

export interface Rack extends Common {
  readonly kind: 'rack'
  readonly placement: Placement
  readonly units: RackUnits
  readonly powerLimit?: Watts
  readonly weightLimit?: Kilograms
  /** Of the rack itself, empty. */
  readonly weight?: Kilograms
  /** Places for 0U devices and rack PDUs beside the rails. */
  readonly zeroUPlaces?: number
  /** What of it is a node of its site's cluster; the rack where nobody says it. */
  readonly nodes?: 'rack' | 'machine'
  /** Main use or tenant, for people: `egovernment-portal`. */
  readonly service?: string
}

/** What a device computes with, all its machines together. */
export interface Compute {
  /** Machines in it: four in a chassis of four sleds. */
  readonly hosts: number
  /** Hardware threads: what a scheduler counts as CPUs. */
  readonly threads: number
  readonly memory: Bytes
  readonly gpus: number
}

/** A catalogue entry: what a maker sells. Not placed in the tree. */
export interface DeviceType {
  readonly slug: string
  readonly manufacturer: string
  readonly model: string
  readonly height: RackUnits
  readonly depth: 'full' | 'half'
  readonly weight?: Kilograms
  /** Nameplate (maximum) draw. */
  readonly power?: Watts
  /** Usual draw at the service's mean load. */
  readonly typicalPower?: Watts
  readonly airflow: 'front-to-rear' | 'rear-to-front' | 'side' | 'passive' | 'liquid'
  /** Share of its heat that its liquid takes; all of it where a device of airflow `liquid` says none, else nothing. */
  readonly liquidShare?: Ratio
  /** Power inlets, and how many must live for the device to live whole. */
  readonly supplies: number
  readonly suppliesNeeded: number
  /** What it does while some supplies live, but fewer than it needs; `stops` where nobody says it. */
  readonly whenShort?: 'stops' | 'throttles'
  readonly networkPorts?: number
  /** Absent where nobody says it. */
  readonly compute?: Compute
  readonly role: 'server' | 'storage' | 'gpu' | 'network' | 'appliance' | 'blank'
  readonly source: Source
}

export interface Device extends Common {
  readonly kind: 'device'
  /** DeviceType.slug */
  readonly type: string
  /** The lowest rack unit it takes, from 1, in half units; absent for a 0U device. */
  readonly position?: RackUnits
  readonly face: 'front' | 'rear'
  readonly cords: readonly Cord[]
  readonly service?: string
}

/** From a device's supply (1-based) to an outlet of a rack PDU. */
export interface Cord {
  readonly supply: number
  readonly pdu: ThingPath
  readonly outlet: number
}

/** One source of a power thing; a second one of role `alternate` makes it a transfer switch. */
export interface Supply {
  readonly from: ThingPath
  readonly role: 'primary' | 'alternate'
}

export interface Utility extends Common {
  readonly kind: 'utility'
  readonly voltage: Volts
  readonly rating?: Watts
}
export interface Generator extends Common {
  readonly kind: 'generator'
  readonly rating?: Watts
  readonly fuel?: { readonly litres: number; readonly litresPerHourAtFullLoad: number }
  readonly startTime?: Seconds
}
export interface Transformer extends Common {
  readonly kind: 'transformer'
  readonly supplies: readonly Supply[]
  /** In volt-amperes. */
  readonly rating?: number
  readonly efficiency?: Ratio
}
export interface Ups extends Common {
  readonly kind: 'ups'
  readonly supplies: readonly Supply[]
  readonly rating?: Watts
  readonly efficiency: Ratio
  readonly battery: {
    readonly capacity: WattHours
    /** Of the new battery. */
    readonly autonomyAtFullLoad: Seconds
    /** Of the battery, not of the UPS; five where nobody says it. */
    readonly yearsInService?: number | undefined
  }
}
export interface PowerPanel extends Common {
  readonly kind: 'power-panel'
  readonly supplies: readonly Supply[]
  /** Per phase. */
  readonly rating?: Amperes
  readonly voltage: Volts
  readonly voltageIs: 'line-to-line' | 'line-to-neutral'
}
export interface PowerFeed extends Common {
  readonly kind: 'power-feed'
  readonly supplies: readonly Supply[]
  readonly supply: 'ac' | 'dc'
  readonly phase: 'single' | 'three'
  /** The line of a single-phase feed. */
  readonly line?: 'l1' | 'l2' | 'l3'
  readonly wiring: 'wye' | 'delta'
  readonly voltage: Volts
  readonly voltageIs: 'line-to-line' | 'line-to-neutral'
  readonly amperage?: Amperes
  /** Share of the rating that a continuous load may use (0.8 under NEC; a setting elsewhere). */
  readonly derating: Ratio
  readonly side: 'a' | 'b' | 'single'
}
export interface RackPdu extends Common {
  readonly kind: 'rack-pdu'
  readonly supplies: readonly Supply[]
  readonly side: 'a' | 'b' | 'single'
  readonly manufacturer: string
  readonly model: string
  readonly phase: 'single' | 'three'
  readonly amperage: Amperes
  /** Rated voltage, where its type says one. */
  readonly voltage?: Volts
  readonly voltageIs?: 'line-to-line' | 'line-to-neutral'
  readonly banks: readonly Bank[]
  readonly outlets: number
}
export interface Bank {
  readonly name: string
  readonly lines: 'l1' | 'l2' | 'l3' | 'l1-l2' | 'l2-l3' | 'l3-l1'
  readonly breaker: Amperes
  /** First and last outlet, 1-based, inclusive. */
  readonly outlets: readonly [number, number]
}

export interface Crah extends Common {
  readonly kind: 'crah'
  readonly placement: Placement
  /** Sensible cooling at design conditions. */
  readonly capacity: Watts
  readonly airflow: CubicMetresPerSecond
  readonly fanPower?: Watts
  readonly supplies: readonly Supply[]
  readonly chilledBy: readonly ThingPath[]
  readonly zone?: string
  /** A coolant distribution unit (`cdu`) takes the heat of liquid-cooled devices, not of the room's air. */
  readonly type: 'perimeter' | 'in-row' | 'cdu'
  /** Of a CDU: through its racks' side, rated. */
  readonly waterFlow?: CubicMetresPerSecond
  /** Of a CDU: °C of the liquid that it gives to its racks. */
  readonly supplyTemperature?: number
}
export interface Chiller extends Common {
  readonly kind: 'chiller'
  readonly placement: Placement
  readonly capacity: Watts
  /** Cooling per electric power at design conditions. */
  readonly cop: number
  readonly supplies: readonly Supply[]
}

/** A sensor with a place. Its points are `<path>/<quantity>`, or `<path>/state` for a door, a leak rope, a smoke head. */
export interface Probe extends Common {
  readonly kind: 'probe'
  readonly measures: readonly Quantity[]
  readonly role:
    | 'intake'
    | 'exhaust'
    | 'supply-air'
    | 'return-air'
    | 'room'
    | 'outside'
    | 'door'
    | 'leak'
    | 'smoke'
    | 'fire-suppression'
  readonly at: Point3
}

export interface Solar extends Common {
  readonly kind: 'solar'
  readonly rating: Watts
  readonly footprint: readonly Point2[]
  readonly height: Metres
  readonly faces?: Heading
}

/** A meter that measures a part of the power chain (branch circuits, a main). */
export interface Meter extends Common {
  readonly kind: 'meter'
  readonly measures: ThingPath
}

/** A managed computer for out-of-band readings, a gateway, an environmental monitor: polled, but not IT load of its own. */
export interface Monitor extends Common {
  readonly kind: 'monitor'
  readonly manufacturer: string
  readonly model: string
}

export type Thing =
  | Site
  | Building
  | Plot
  | Room
  | Row
  | Rack
  | Device
  | Utility
  | Generator
  | Transformer
  | Ups
  | PowerPanel
  | PowerFeed
  | RackPdu
  | Crah
  | Chiller
  | Probe
  | Solar
  | Meter
  | Monitor

export type Kind = Thing['kind']
export type ThingOf<K extends Kind> = Extract<Thing, { readonly kind: K }>
