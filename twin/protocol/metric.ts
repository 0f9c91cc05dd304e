/**
 * What a live frame carries, one number a thing (`point` excepted: one number a point). The position in this list is the
 * frame's metric byte: append only.
 */
export const METRICS = [
  'health',
  'temperature',
  'power',
  'power-use',
  'humidity',
  'airflow',
  'age',
  'point',
  'space-use',
  'failover-use',
  'cooling-use',
  'free-run',
  'stranded',
  'confidence',
] as const
export type Metric = (typeof METRICS)[number]

/**
 * Fixed domains, so that two rooms can be compared by eye. Units: %, °C, W, share of what may flow or be taken without end, m³/s, s,
 * rack units of the largest free run. After a failover half as much again as is allowed can be told from all that is allowed.
 */
export const METRIC_DOMAIN: Readonly<Record<Metric, readonly [number, number]>> = {
  health: [0, 3],
  temperature: [15, 40],
  power: [0, 12_000],
  'power-use': [0, 1],
  humidity: [0, 100],
  airflow: [0, 8],
  age: [0, 120],
  point: [0, 1],
  'space-use': [0, 1],
  'failover-use': [0, 1.5],
  'cooling-use': [0, 1],
  'free-run': [0, 48],
  stranded: [0, 10_000],
  confidence: [0, 1],
}
