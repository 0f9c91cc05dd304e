import type { Placement } from '../../model/geometry.ts'
import type { Thing } from '../../model/things.ts'

type Units = readonly (readonly [from: number, unit: string])[]

const POWER: Units = scaled('W')
const APPARENT: Units = scaled('VA')
const ENERGY: Units = scaled('Wh')
const TIME: Units = [
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
]
const one = (unit: string): Units => [[1, unit]]

/** What the figures of a thing are measured in (twin/model/things.ts), the larger units first. */
const FIGURES: Readonly<Partial<Record<string, Units>>> = {
  ...{ itCapacity: POWER, powerLimit: POWER, rating: POWER, capacity: POWER, fanPower: POWER },
  'transformer.rating': APPARENT,
  'power-panel.rating': one('A'),
  'battery.capacity': ENERGY,
  'battery.autonomyAtFullLoad': TIME,
  startTime: TIME,
  ...{ voltage: one('V'), amperage: one('A'), breaker: one('A'), weightLimit: one('kg'), floorLoad: one('kg/m²') },
  ...{ height: one('m'), floor: one('m'), floorArea: one('m²'), airflow: one('m³/s') },
  ...{ waterFlow: one('m³/s'), supplyTemperature: one('°C') },
  ...{ units: one('U'), latitude: one('°'), longitude: one('°'), humidityLimit: one('%') },
}

/** A field of a thing for people: a figure with its unit, a place in words. */
export function fieldText(thing: Thing, field: string, value: unknown): string {
  if (field === 'placement') return placementText(value as Placement)
  if (field === 'faces' && typeof value === 'number') return facesText(value)
  if (field === 'position') return `U${value}`
  return valueText(value, field, thing.kind)
}

function valueText(value: unknown, field: string, within: string): string {
  if (typeof value === 'number') return figureText(value, FIGURES[`${within}.${field}`] ?? FIGURES[field])
  if (typeof value !== 'object' || value === null) return String(value)
  if (isPoint(value)) return pointText(value)
  if (Array.isArray(value)) return listText(value, field)
  return Object.entries(value)
    .map(([name, inner]) => `${words(name)} ${valueText(inner, name, field)}`)
    .join(', ')
}

function listText(list: readonly unknown[], field: string): string {
  if (list.every((entry) => typeof entry === 'number')) return list.join(' to ')
  const isPlain = list.every((entry) => typeof entry !== 'object')
  return list.map((entry) => valueText(entry, '', field)).join(isPlain ? ', ' : '; ')
}

function figureText(value: number, units: Units = []): string {
  const [from, unit] = units.find(([least]) => Math.abs(value) >= least) ?? units.at(-1) ?? [1, '']
  return `${round(value / from)}${unit === '' || unit === '°' ? unit : ` ${unit}`}`
}

function placementText({ at, size: { width, depth, height }, faces }: Placement): string {
  return `${pointText(at)}; ${round(width)} m wide, ${round(depth)} m deep, ${round(height)} m high; faces ${facesText(faces)}`
}

function isPoint(value: object): value is { readonly x: number; readonly y: number; readonly z?: number } {
  return 'x' in value && 'y' in value
}

/** From the site's origin. */
function pointText({ x, y, z }: { readonly x: number; readonly y: number; readonly z?: number }): string {
  return `${round(x)} m east, ${round(y)} m north${z === undefined ? '' : `, ${round(z)} m up`}`
}

const WINDS: Readonly<Partial<Record<number, string>>> = { 0: 'north', 90: 'east', 180: 'south', 270: 'west' }

function facesText(degrees: number): string {
  return WINDS[degrees] ?? `${round(degrees)}° from north`
}

function scaled(unit: string): Units {
  return [
    [1e6, `M${unit}`],
    [1e3, `k${unit}`],
    [1, unit],
  ]
}

/** Twelve digits are more than any file gives: what is beyond is of the arithmetic. */
function round(value: number): string {
  return String(Number(value.toPrecision(12)))
}

/** `autonomyAtFullLoad` as people say it. */
function words(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
