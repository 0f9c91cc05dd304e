import type { Thing } from '../../model/things.ts'

/**
 * Names below a thing that figures and alarms are made of, as far as its kind and its data in the estate tell them. Its device may tell more, and
 * a simple model fewer: only the device itself and its profile know. The names are those of docs/profiles.md.
 */
export function expectedPoints(thing: Thing): readonly string[] {
  switch (thing.kind) {
    case 'rack-pdu': {
      const { phase, banks, outlets } = thing
      return [
        'power',
        'apparent-power',
        'power-factor',
        'energy',
        ...lines(phase === 'three' ? 3 : 1),
        ...numbered(banks.length, (bank) => `bank-${bank}/current`),
        ...numbered(outlets, (outlet) => `outlet-${outlet}/state`),
        ...numbered(outlets, (outlet) => `outlet-${outlet}/power`),
      ]
    }
    case 'meter':
      return ['power', 'apparent-power', 'energy', ...lines(3)]
    case 'ups':
      return ['output/state', 'load', 'output/power', 'charge', 'runtime/duration', 'battery/temperature']
    case 'crah':
      if (thing.type === 'cdu')
        return ['state', 'supply/temperature', 'return/temperature', 'water-flow', 'cooling-power', 'power']
      return ['state', 'supply/temperature', 'return/temperature', 'airflow', 'cooling-power', 'power']
    case 'chiller':
      return ['state', 'supply/temperature', 'return/temperature', 'cooling-power', 'power']
    case 'device':
      return ['power', 'intake/temperature']
    case 'utility':
    case 'generator':
    case 'transformer':
    case 'power-panel':
    case 'power-feed':
    case 'solar':
      return ['power']
    default:
      return []
  }
}

function lines(count: number): readonly string[] {
  return numbered(count, (line) => [`l${line}/current`, `l${line}/voltage`, `l${line}/power`]).flat()
}

function numbered<T>(count: number, name: (number: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => name(at + 1))
}
