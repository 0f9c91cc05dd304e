/** What a figure measures, and its factor into the unit that the model keeps it in. The first unit of each is the advised one. */
export const DIMENSIONS = {
  power: { kW: 1e3, W: 1, MW: 1e6 },
  'apparent power': { kVA: 1e3, VA: 1, MVA: 1e6 },
  energy: { kWh: 1e3, Wh: 1, MWh: 1e6 },
  voltage: { V: 1, kV: 1e3 },
  current: { A: 1 },
  length: { m: 1, mm: 1e-3, cm: 1e-2 },
  area: { m2: 1, 'm²': 1, ha: 1e4 },
  mass: { kg: 1, t: 1e3 },
  'floor load': { 'kg/m2': 1, 'kg/m²': 1, 't/m2': 1e3, 't/m²': 1e3 },
  duration: { s: 1, min: 60, h: 3600 },
  airflow: { 'm3/s': 1, 'm³/s': 1, 'm3/h': 1 / 3600, 'm³/h': 1 / 3600 },
  'water flow': { 'm3/h': 1 / 3600, 'l/s': 1e-3, 'l/min': 1e-3 / 60, 'm3/s': 1 },
  // Powers of two (IEC 80000-13), as memory is sold.
  memory: { GiB: 2 ** 30, TiB: 2 ** 40, MiB: 2 ** 20 },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number>>>>

export type Dimension = keyof typeof DIMENSIONS

/** `0.5 MW` and `1,080 kW` are refused alike elsewhere; a figure is digits with an optional decimal point, a blank, a unit. */
const FIGURE = /^(\d+(?:\.\d+)?) ?([^\d\s.][^\s]*)$/

export type FigureText = { readonly value: number } | { readonly allowed: string }

/** The value of a written figure in the model's unit, or the units that it may be written in. */
export function readFigure(text: string, dimension: Dimension): FigureText {
  const units: Readonly<Record<string, number>> = DIMENSIONS[dimension]
  const [, digits, unit] = FIGURE.exec(text) ?? []
  const factor = unit !== undefined && Object.hasOwn(units, unit) ? units[unit] : undefined
  if (digits === undefined || factor === undefined) {
    return { allowed: `a number and one of ${Object.keys(units).join(', ')}` }
  }
  // 600 mm is 0.6 m, not 0.6000000000000001.
  return { value: Number((Number(digits) * factor).toPrecision(15)) }
}
