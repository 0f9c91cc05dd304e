/**
 * What a point measures and in which unit it is kept. One unit a quantity: a driver converts before it hands a
 * reading on, so stores, alarms and screens never ask "in what".
 */
export const UNIT_OF = {
  temperature: 'Cel',
  'temperature-difference': 'K',
  humidity: '%',
  'dew-point': 'Cel',
  'differential-pressure': 'Pa',
  airflow: 'm3/s',
  'air-velocity': 'm/s',
  'water-flow': 'm3/s',
  'fan-speed': 'rpm',
  'valve-position': '%',
  voltage: 'V',
  current: 'A',
  'residual-current': 'A',
  frequency: 'Hz',
  power: 'W',
  'apparent-power': 'VA',
  'reactive-power': 'var',
  'power-factor': '1',
  energy: 'Wh',
  'apparent-energy': 'VAh',
  'cooling-power': 'W',
  'cooling-energy': 'Wh',
  load: '%',
  charge: '%',
  'state-of-health': '%',
  duration: 's',
  'rotational-position': 'deg',
  level: '%',
  illuminance: 'lx',
  sound: 'dB',
  acceleration: 'm/s2',
  particulates: 'ug/m3',
  index: '1',
  count: '1',
  /** A door, a leak, smoke, a relay, a mode: the number is the code of a `StateWord`. */
  state: 'state',
} as const

export type Quantity = keyof typeof UNIT_OF
export type Unit = (typeof UNIT_OF)[Quantity]

export const QUANTITIES = Object.keys(UNIT_OF) as readonly Quantity[]

/** The words of a state point, whatever the maker's code was; the index in this list is the stored number. */
export const STATE_WORDS = [
  'normal',
  'warning',
  'alarm',
  'unknown',
  'off',
  'on',
  'open',
  'closed',
  'dry',
  'leak',
  'clear',
  'smoke',
  'on-battery',
  'on-bypass',
  'charging',
  'discharged',
  'standby',
  'fault',
  'reduced',
  'boost',
  'none',
] as const
export type StateWord = (typeof STATE_WORDS)[number]

/** The stored number of a state word. */
export function stateCode(word: StateWord): number {
  return STATE_WORDS.indexOf(word)
}

/** The word of a stored number; `unknown` where the number is none. */
export function stateWord(code: number): StateWord {
  return STATE_WORDS[code] ?? 'unknown'
}
