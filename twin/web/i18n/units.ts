/** How the unit of a quantity (UCUM-like, as kept) is shown: factors for large values, and the sign for people. */
interface UnitStep {
  readonly from: number
  readonly factor: number
  readonly sign: string
}

const PREFIXED = (sign: string): readonly UnitStep[] => [
  { from: 0, factor: 1, sign },
  { from: 1e3, factor: 1e-3, sign: `k${sign}` },
  { from: 1e6, factor: 1e-6, sign: `M${sign}` },
  { from: 1e9, factor: 1e-9, sign: `G${sign}` },
]
const PLAIN = (sign: string): readonly UnitStep[] => [{ from: 0, factor: 1, sign }]

/** `Intl` knows no kilowatt, no volt-ampere and no rack unit, so this table is our own. `share` is 0 to 1. */
const STEPS: Readonly<Record<string, readonly UnitStep[]>> = {
  W: PREFIXED('W'),
  VA: PREFIXED('VA'),
  var: PREFIXED('var'),
  Wh: PREFIXED('Wh'),
  VAh: PREFIXED('VAh'),
  A: PLAIN('A'),
  V: PLAIN('V'),
  Hz: PLAIN('Hz'),
  Cel: PLAIN('°C'),
  K: PLAIN('K'),
  '%': PLAIN('%'),
  Pa: PLAIN('Pa'),
  'm3/s': PLAIN('m³/s'),
  'm/s': PLAIN('m/s'),
  'm/s2': PLAIN('m/s²'),
  rpm: PLAIN('rpm'),
  deg: PLAIN('°'),
  lx: PLAIN('lx'),
  dB: PLAIN('dB'),
  'ug/m3': PLAIN('µg/m³'),
  U: PLAIN('U'),
  kg: PLAIN('kg'),
  m2: PLAIN('m²'),
  '1': PLAIN(''),
  GiB: [
    { from: 0, factor: 1, sign: 'GiB' },
    { from: 1024, factor: 1 / 1024, sign: 'TiB' },
    { from: 1024 ** 2, factor: 1 / 1024 ** 2, sign: 'PiB' },
  ],
  share: [{ from: 0, factor: 100, sign: '%' }],
  s: [
    { from: 0, factor: 1, sign: 's' },
    { from: 120, factor: 1 / 60, sign: 'min' },
    { from: 7200, factor: 1 / 3600, sign: 'h' },
  ],
}

/**
 * The value in the step of its unit that keeps it readable (1,234,567 W: 1.234567 MW). An unknown unit is shown as it is.
 * @param digits significant digits to which it will be rounded: 999.7 W are 1.00 kW at three, 999.7 W at four
 */
export function scaleUnit(
  value: number,
  unit: string,
  digits: number,
): { readonly value: number; readonly sign: string } {
  const steps = STEPS[unit] ?? PLAIN(unit)
  let chosen = steps[0]
  const rounded = Math.abs(Number(value.toPrecision(digits)))
  for (const step of steps) if (rounded >= step.from) chosen = step
  return { value: value * (chosen?.factor ?? 1), sign: chosen?.sign ?? unit }
}
