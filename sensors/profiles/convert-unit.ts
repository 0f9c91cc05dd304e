import { type Quantity, UNIT_OF, type Unit } from '../../twin/model/quantity.ts'

type Conversion = readonly [factor: number, offset?: number]

/**
 * What makers write, for each unit that Oblak keeps: kept = given × factor + offset. Spellings are those of UCUM (which
 * Redfish uses), of SI as data sheets print it, and of what probes publish. Compared without case where that is unambiguous.
 */
const FROM: Readonly<Record<Unit, Readonly<Record<string, Conversion>>>> = {
  Cel: {
    Cel: [1],
    C: [1],
    '°C': [1],
    degC: [1],
    celsius: [1],
    K: [1, -273.15],
    kelvin: [1, -273.15],
    '[degF]': [5 / 9, -160 / 9],
    degF: [5 / 9, -160 / 9],
    '°F': [5 / 9, -160 / 9],
    F: [5 / 9, -160 / 9],
    fahrenheit: [5 / 9, -160 / 9],
  },
  K: { K: [1], Cel: [1], C: [1], '°C': [1], degF: [5 / 9], '[degF]': [5 / 9], '°F': [5 / 9] },
  '%': { '%': [1], percent: [1], '1': [100], '%RH': [1], '% RH': [1], '‰': [0.1] },
  Pa: {
    Pa: [1],
    kPa: [1000],
    hPa: [100],
    mbar: [100],
    bar: [100_000],
    psi: [6894.757293168],
    "[in_i'H2O]": [249.08891],
    inH2O: [249.08891],
  },
  'm3/s': {
    'm3/s': [1],
    'm3/h': [1 / 3600],
    'm3/min': [1 / 60],
    'm³/s': [1],
    'm³/h': [1 / 3600],
    'L/s': [0.001],
    'L/min': [0.001 / 60],
    'L/h': [0.001 / 3600],
    '[cft_i]/min': [0.028316846592 / 60],
    '[ft_i]3/min': [0.028316846592 / 60],
    cfm: [0.028316846592 / 60],
    '[gal_us]/min': [0.003785411784 / 60],
    gpm: [0.003785411784 / 60],
  },
  'm/s': { 'm/s': [1], 'cm/s': [0.01], 'ft/min': [0.00508] },
  rpm: { rpm: [1], '{rev}/min': [1], 'r/min': [1], Hz: [60] },
  V: { V: [1], mV: [0.001], kV: [1000] },
  A: { A: [1], mA: [0.001], kA: [1000] },
  Hz: { Hz: [1], mHz: [0.001], kHz: [1000] },
  W: { W: [1], kW: [1000], MW: [1e6], mW: [0.001], 'J/s': [1], '[Btu_IT]/h': [0.29307107] },
  VA: { VA: [1], 'V.A': [1], kVA: [1000], 'kV.A': [1000], MVA: [1e6] },
  var: { var: [1], 'V.A{reactive}': [1], kvar: [1000], Mvar: [1e6] },
  Wh: { Wh: [1], 'W.h': [1], kWh: [1000], 'kW.h': [1000], MWh: [1e6], 'MW.h': [1e6], J: [1 / 3600], kJ: [1 / 3.6] },
  VAh: { VAh: [1], 'V.A.h': [1], kVAh: [1000], 'kV.A.h': [1000] },
  s: { s: [1], ms: [0.001], min: [60], h: [3600], d: [86_400] },
  deg: { deg: [1], '°': [1], rad: [180 / Math.PI] },
  lx: { lx: [1], klx: [1000] },
  dB: { dB: [1], 'dB(A)': [1], dBA: [1] },
  'm/s2': { 'm/s2': [1], 'm/s²': [1], g: [9.80665], '[g]': [9.80665] },
  'ug/m3': { 'ug/m3': [1], 'µg/m³': [1], 'mg/m3': [1000] },
  '1': { '1': [1], '%': [0.01], '': [1] },
  state: { state: [1] },
}

/**
 * How a unit of a maker becomes the unit that the quantity is kept in.
 * @returns the function, or undefined where the unit does not measure that quantity (or is not known)
 */
export function unitConversion(from: string, quantity: Quantity): ((value: number) => number) | undefined {
  const known = FROM[UNIT_OF[quantity]]
  const found = Object.hasOwn(known, from) ? known[from] : caseless(known, from)
  if (!found) return undefined
  const [factor, offset = 0] = found
  return factor === 1 && offset === 0 ? (value) => value : (value) => value * factor + offset
}

/** The spellings that `unitConversion` takes for a quantity, for messages. */
export function unitsOf(quantity: Quantity): readonly string[] {
  return Object.keys(FROM[UNIT_OF[quantity]]).filter((unit) => unit !== '')
}

/** `KWH` and `rpm` in other cases, but never `mW` for `MW`: a spelling counts only where one unit alone has it. */
function caseless(known: Readonly<Record<string, Conversion>>, from: string): Conversion | undefined {
  const wanted = from.trim().toLowerCase()
  const fitting = Object.entries(known).filter(([unit]) => unit.toLowerCase() === wanted)
  return fitting.length === 1 ? fitting[0]?.[1] : undefined
}
