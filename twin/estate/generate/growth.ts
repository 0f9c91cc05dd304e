import { SCHEMA_VERSION } from '../schema/estate-file.ts'

/** A thing as the estate files write it: what `yaml` prints. */
type Written = Readonly<Record<string, unknown>>

/** A module as announced, about 56 MW: 24 halls of 180 racks at 13 kW each (how it is built inside is assumed). */
const HALLS_A_MODULE = 24
const HALLS_A_LINE = 6
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
export const HALL = { racks: 180, watts: 2_340_000 } as const

const THREE_PHASE = { voltage: '400 V', voltageIs: 'line-to-line' }
const CLIMATE = { kind: 'probe', role: 'room', measures: ['temperature', 'humidity'] }

/** One file: a site of as many halls as asked, in modules beside each other. */
export function growthFile(halls: number): Written {
  const full = Math.floor(halls / HALLS_A_MODULE)
  const rest = halls - full * HALLS_A_MODULE
  const modules: Record<string, unknown> = {}
  if (full > 0) modules[`module-[01-${two(full)}]`] = moduleOf(HALLS_A_MODULE, 0)
  if (rest > 0) modules[`module-${two(full + 1)}`] = moduleOf(rest, full)
  return {
    schema: SCHEMA_VERSION,
    source: 'assumed',
    rackTypes: { growth: rackType() },
    things: {
      growth: {
        kind: 'site',
        name: 'National growth',
        nameSr: 'Национално проширење',
        latitude: 44.05,
        longitude: 20.93,
        utcOffsetName: 'Europe/Belgrade',
        itCapacity: kilowatts(halls * HALL.watts),
        note: 'Generated. The targets are for the country (about 200 MW by 2030, 1 GW by 2035); that they are met in modules at one place is assumed.',
        things: modules,
      },
    },
  }
}

function rackType(): Written {
  const cords = ['pdu-a', 'pdu-b']
  const probe = (role: string, height: string) => ({ kind: 'probe', role, height })
  return {
    powerLimit: '13 kW',
    weightLimit: '1500 kg',
    things: {
      'pdu-[a,b]': { kind: 'rack-pdu', type: ['apc-32a', 'raritan-32a'], side: ['a', 'b'], from: 'feed-$1' },
      'server-[01-12]': { kind: 'device', type: 'server-2u', position: 3, step: 2, cords },
      'leaf-[1-2]': { kind: 'device', type: 'leaf-switch', position: 41, step: 1, face: 'rear', cords },
      'intake-bottom': probe('intake', '300 mm'),
      'intake-middle': { ...probe('intake', '1 m'), measures: ['temperature', 'humidity'] },
      'intake-top': probe('intake', '1800 mm'),
      'exhaust-bottom': probe('exhaust', '300 mm'),
      'exhaust-middle': probe('exhaust', '1 m'),
      'exhaust-top': probe('exhaust', '1800 mm'),
    },
  }
}

/** Modules stand in a line from west to east. */
function moduleOf(halls: number, number: number): Written {
  const lines = Math.floor(halls / HALLS_A_LINE)
  const rest = halls - lines * HALLS_A_LINE
  const things: Record<string, unknown> = {}
  // Ranges of the halls' names: the power of a hall is named after it.
  const names: string[] = []
  if (lines > 0) {
    names.push(`[a-${LETTERS[lines - 1]}][1-${HALLS_A_LINE}]`)
    things[`hall-${names.at(-1)}`] = hall(0)
  }
  if (rest > 0) {
    names.push(`[${LETTERS[lines]}][1-${rest}]`)
    things[`hall-${names.at(-1)}`] = hall(lines)
  }
  const power: Record<string, unknown> = {
    'utility-[a,b]': { kind: 'utility', voltage: '110 kV', rating: '90 MW' },
    ...Object.assign({}, ...names.map(strings)),
    ...mechanical(),
  }
  return {
    kind: 'building',
    name: 'Module $1',
    nameSr: 'Модул $1',
    use: 'data-centre',
    at: [170 * number, 0],
    step: [170, 0],
    extent: [126, 128],
    height: '8 m',
    things: { ...things, power: { kind: 'group', things: power }, cooling: { kind: 'group', things: chillers() } },
  }
}

function hall(line: number): Written {
  const crah = (x: number, faces: string, board: string, other: string) => ({
    ...{ kind: 'crah', at: [x, 2.7], step: [0, 3.3], width: '2.1 m', depth: '900 mm', height: '2 m', faces },
    ...{ capacity: '185 kW', airflow: '14 m3/s', fanPower: '9 kW' },
    ...{ from: `power/panel-m${board}`, alternate: `power/panel-m${other}`, chilledBy: 'cooling/chiller-[01-42]' },
  })
  return {
    ...{
      kind: 'room',
      name: 'Hall $1$2',
      nameSr: 'Сала $1$2',
      use: 'data-hall',
      at: [2, 2 + 31 * line],
      extent: [19.2, 28.8],
    },
    ...{
      step: [
        [0, 31],
        [20.4, 0],
      ],
      height: '4.5 m',
      airClass: 'A2',
      itCapacity: kilowatts(HALL.watts),
    },
    things: {
      'row-[a-j]': {
        ...{ kind: 'row', name: 'Row $1', nameSr: 'Ред $1', at: [4.2, 3.6], step: [0, 2.4], faces: ['north', 'south'] },
        coldAisle: 'aisle-[1,1,2,2,3,3,4,4,5,5]',
        things: {
          'feed-[a,b]': {
            ...{ kind: 'power-feed', side: ['a', 'b'], from: 'power/panel-$1-$room1$room2', phase: 'three' },
            ...{ ...THREE_PHASE, amperage: '400 A', derating: 1 },
          },
          'rack-[01-18]': {
            ...{ kind: 'rack', type: 'growth' },
            service: ['state-cloud', 'egovernment-portal', 'ai-platform', 'commercial-cloud', 'registers', 'backup'],
          },
        },
      },
      'crah-[01-08]': crah(0.9, 'east', '[1-8]', '[2,1,4,3,6,5,8,7]'),
      'crah-[09-16]': crah(18.3, 'west', '[8,7,6,5,4,3,2,1]', '[7,8,5,6,3,4,1,2]'),
      'monitor-[1-2]': { kind: 'monitor', manufacturer: 'HW group', model: 'STE2' },
      'air-[1-2]': { ...CLIMATE, at: [2.4, 14.4, 2], step: [14.4, 0] },
      door: { kind: 'probe', role: 'door', at: [9.6, 0.2, 1] },
      'leak-[1-2]': { kind: 'probe', role: 'leak', at: [1.8, 14.4, 0], step: [15.6, 0] },
      smoke: { kind: 'probe', role: 'smoke', at: [9.6, 14.4, 4.3] },
    },
  }
}

/** Two strings from the grid to the board of each hall. */
function strings(names: string): Written {
  const own = '$1-$2$3'
  return {
    [`generator-[a,b]-${names}`]: {
      ...{ kind: 'generator', rating: '2.8 MW', startTime: '12 s' },
      fuel: { litres: 15_000, litresPerHourAtFullLoad: 700 },
    },
    [`transformer-[a,b]-${names}`]: {
      ...{
        kind: 'transformer',
        from: 'utility-$1',
        alternate: `generator-${own}`,
        rating: '3150 kVA',
        efficiency: 0.987,
      },
    },
    [`ups-[a,b]-${names}`]: {
      ...{ kind: 'ups', from: `transformer-${own}`, rating: '2.6 MW', efficiency: 0.97 },
      battery: { capacity: '290 kWh', autonomyAtFullLoad: '6 min' },
    },
    [`panel-[a,b]-${names}`]: { kind: 'power-panel', from: `ups-${own}`, rating: '4000 A', ...THREE_PHASE },
    [`meter-[a,b]-${names}`]: { kind: 'meter', measures: `panel-${own}` },
  }
}

function mechanical(): Written {
  return {
    'generator-m[1-8]': {
      ...{ kind: 'generator', rating: '2.8 MW', startTime: '12 s' },
      fuel: { litres: 15_000, litresPerHourAtFullLoad: 700 },
    },
    'transformer-m[1-8]': {
      ...{ kind: 'transformer', from: 'utility-[a,b,a,b,a,b,a,b]', alternate: 'generator-m$1' },
      ...{ rating: '3150 kVA', efficiency: 0.987 },
    },
    'panel-m[1-8]': { kind: 'power-panel', from: 'transformer-m$1', rating: '5000 A', ...THREE_PHASE },
    'meter-m[1-8]': { kind: 'meter', measures: 'panel-m$1' },
  }
}

/** 42 behind the building, of which 41 carry a whole module. */
function chillers(): Written {
  return {
    'chiller-[01-42]': {
      ...{
        kind: 'chiller',
        at: [4, 136],
        step: [2.9, 0],
        width: '2.4 m',
        depth: '9 m',
        height: '2.6 m',
        faces: 'north',
      },
      ...{ capacity: '1500 kW', cop: 4.2, from: 'power/panel-m[1-8]', alternate: 'power/panel-m[2,1,4,3,6,5,8,7]' },
    },
  }
}

function kilowatts(watts: number): string {
  return `${Math.round(watts / 1000)} kW`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
