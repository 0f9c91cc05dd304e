import type { Cord, DeviceType, Supply, Thing } from '../../model/things.ts'
import { ListedEstate } from './listed-estate.ts'

/** What a thing draws from: one path or several, the preferred first; and what it changes over to. */
interface From {
  readonly from: string | readonly string[]
  readonly alternate?: string | readonly string[]
}

/**
 * A small power chain written in a test, a line a thing: each maker gives usual figures, which the last argument overrides. Everything stands below the site `s` and
 * is named by the rest of its path.
 */
export class PowerEstate {
  readonly #things: Thing[] = []
  readonly #types = new Map<string, DeviceType>()

  constructor() {
    this.#add('', { kind: 'site', latitude: 44, longitude: 20, utcOffsetName: 'Europe/Belgrade' })
  }

  build(): ListedEstate {
    return new ListedEstate(this.#things, [...this.#types.values()])
  }

  utility(name: string, rest: { rating?: number } = {}): this {
    return this.#add(name, { kind: 'utility', voltage: 10_000, ...rest })
  }

  generator(name: string, rest: { rating?: number | undefined; fuel?: unknown; startTime?: number } = {}): this {
    return this.#add(name, { kind: 'generator', rating: 1e6, startTime: 12, ...rest })
  }

  transformer(name: string, from: From, rest: { rating?: number | undefined; efficiency?: number } = {}): this {
    return this.#add(name, { kind: 'transformer', rating: 1e6, ...supplied(from), ...rest })
  }

  ups(
    name: string,
    from: From,
    rest: { rating?: number | undefined; efficiency?: number; battery?: unknown } = {},
  ): this {
    const battery = { capacity: 100_000, autonomyAtFullLoad: 600 }
    return this.#add(name, { kind: 'ups', rating: 500_000, efficiency: 1, battery, ...supplied(from), ...rest })
  }

  panel(name: string, from: From, rest: { rating?: number | undefined } = {}): this {
    const voltage = { voltage: 400, voltageIs: 'line-to-line' }
    return this.#add(name, { kind: 'power-panel', rating: 1000, ...voltage, ...supplied(from), ...rest })
  }

  /** Three-phase, 400 V between lines, 32 A, derating 1. */
  feed(name: string, from: From, rest: Record<string, unknown> = {}): this {
    const kind = { kind: 'power-feed', supply: 'ac', phase: 'three', wiring: 'wye', side: 'single' }
    const figures = { voltage: 400, voltageIs: 'line-to-line', amperage: 32, derating: 1 }
    return this.#add(name, { ...kind, ...figures, ...supplied(from), ...rest })
  }

  /** Three-phase, 32 A, without banks: its load is on all lines alike. */
  pdu(name: string, from: From, rest: Record<string, unknown> = {}): this {
    const kind = { kind: 'rack-pdu', phase: 'three', side: 'single', manufacturer: 'Test', model: 'Strip' }
    return this.#add(name, { ...kind, amperage: 32, outlets: 48, banks: [], ...supplied(from), ...rest })
  }

  crah(name: string, from: From, rest: Record<string, unknown> = {}): this {
    const placement = { at: { x: 0, y: 0, z: 0 }, size: { width: 1, depth: 1, height: 2 }, faces: 0 }
    const figures = { capacity: 100_000, airflow: 8, fanPower: 4000, chilledBy: [], type: 'perimeter' }
    return this.#add(name, { kind: 'crah', placement, ...figures, ...supplied(from), ...rest })
  }

  chiller(name: string, from: From, rest: { capacity?: number } = {}): this {
    const placement = { at: { x: 0, y: 0, z: 0 }, size: { width: 2, depth: 9, height: 2.6 }, faces: 0 }
    return this.#add(name, { kind: 'chiller', placement, capacity: 1e6, cop: 4, ...supplied(from), ...rest })
  }

  row(name: string): this {
    return this.#add(name, { kind: 'row' })
  }

  /** At the origin, facing north, unless told otherwise. */
  rack(
    name: string,
    rest: {
      weight?: number
      weightLimit?: number
      zeroUPlaces?: number
      at?: readonly [number, number]
      faces?: number
    } = {},
  ): this {
    const { at: [x, y] = [0, 0], faces = 0, ...own } = rest
    const placement = { at: { x, y, z: 0 }, size: { width: 0.6, depth: 1.2, height: 2 }, faces }
    return this.#add(name, { kind: 'rack', placement, units: 42, ...own })
  }

  room(
    name: string,
    rest: { itCapacity?: number; footprint?: readonly unknown[]; floorLoad?: number; pointLoad?: number } = {},
  ): this {
    const room = { use: 'data-hall', footprint: [], floor: 0, height: 4, airClass: 'A2', humidityLimit: 50 }
    return this.#add(name, { kind: 'room', ...room, ...rest })
  }

  /**
   * A device with a type of its own.
   * @param cords names of rack PDUs, each with an outlet behind `#` (1 where left out)
   * @param needed supplies that it needs
   */
  device(
    name: string,
    cords: readonly string[],
    watts: number | undefined,
    needed = 1,
    rest: {
      whenShort?: 'stops' | 'throttles'
      power?: number
      service?: string
      airflow?: 'liquid'
      liquidShare?: number
      role?: 'network'
      weight?: number
      face?: 'front' | 'rear'
      position?: number | null
      networkPorts?: number
    } = {},
  ): this {
    const slug = name.replaceAll('/', '-')
    const { face = 'front', position = 1, service, ...type } = rest
    this.#types.set(slug, {
      ...{
        slug,
        manufacturer: 'Test',
        model: name,
        height: 1,
        depth: 'full',
        airflow: 'front-to-rear',
        role: 'server',
      },
      ...{ supplies: cords.length, suppliesNeeded: needed, source: 'assumed' },
      ...(watts === undefined ? {} : { typicalPower: watts }),
      ...type,
    } as unknown as DeviceType)
    const plugged = cords.map((cord, place): Cord => {
      const [pdu = '', outlet = '1'] = cord.split('#')
      return { supply: place + 1, pdu: pathOf(pdu) as never, outlet: Number(outlet) }
    })
    const body = { kind: 'device', type: slug, ...(position !== null && { position }), face, cords: plugged }
    return this.#add(name, service === undefined ? body : { ...body, service })
  }

  #add(name: string, body: Readonly<Record<string, unknown>>): this {
    const path = pathOf(name)
    const common = { index: this.#things.length, path, name: path.slice(path.lastIndexOf('/') + 1), source: 'assumed' }
    this.#things.push({ ...common, ...body } as unknown as Thing)
    return this
  }
}

function pathOf(name: string): string {
  return name === '' ? 's' : `s/${name}`
}

function supplied({ from, alternate = [] }: From): { readonly supplies: readonly Supply[] } {
  const of = (names: string | readonly string[], role: Supply['role']) =>
    [names].flat().map((name): Supply => ({ from: pathOf(name) as never, role }))
  return { supplies: [...of(from, 'primary'), ...of(alternate, 'alternate')] }
}
