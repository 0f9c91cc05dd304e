import type { Thing } from '../../model/things.ts'

/**
 * What a point of a thing counts towards. Points without a role are shown and kept, but make no figure of the thing:
 * the temperature of a CPU is not the temperature of its rack.
 */
export type FigureRole =
  | { readonly figure: 'temperature' | 'humidity' | 'airflow' | 'power' | 'apparent-power' }
  /** Of one line (1 to 3), over all inlets. */
  | { readonly figure: 'line-power' | 'line-current'; readonly line: 1 | 2 | 3 }

const TEMPERATURE = { figure: 'temperature' } as const
const POWER = { figure: 'power' } as const
const APPARENT = { figure: 'apparent-power' } as const
/** `power`, `inlet-2/power`, `l3/current`, `inlet-2-l3/current`. */
const INLET = /^(?:inlet-\d+\/)?(power|apparent-power)$/
const LINE = /^(?:inlet-\d+-)?l([123])\/(power|current)$/

/** @param local the point's name below its thing, as `l1/current` */
export function figureRole(thing: Thing, local: string): FigureRole | undefined {
  switch (thing.kind) {
    case 'probe':
      if (local === 'temperature' || local === 'humidity' || local === 'airflow') return { figure: local }
      return undefined
    case 'rack-pdu':
    case 'meter':
      return electrical(local)
    case 'ups':
      if (local === 'output/power' || local === 'power') return POWER
      if (local === 'output/apparent-power') return APPARENT
      if (local === 'battery/temperature') return TEMPERATURE
      return undefined
    case 'crah':
      if (local === 'supply/temperature') return TEMPERATURE
      if (local === 'airflow') return { figure: 'airflow' }
      return local === 'power' ? POWER : undefined
    case 'device':
      if (local === 'intake/temperature') return TEMPERATURE
      return local === 'power' ? POWER : undefined
    case 'generator':
    case 'transformer':
    case 'utility':
    case 'chiller':
    case 'solar':
    case 'power-panel':
    case 'power-feed':
      return local === 'power' || local === 'output/power' ? POWER : undefined
    default:
      return undefined
  }
}

function electrical(local: string): FigureRole | undefined {
  const inlet = INLET.exec(local)
  if (inlet) return inlet[1] === 'power' ? POWER : APPARENT
  const line = LINE.exec(local)
  if (!line) return undefined
  return { figure: line[2] === 'power' ? 'line-power' : 'line-current', line: Number(line[1]) as 1 | 2 | 3 }
}
