import type { PowerNodeKind } from '../../../analysis/power/power-graph.ts'

/** Drawn in 24 × 24 after IEC 60617: source, machine, transformer, converter, busbar, breaker, distribution strip, cooler. */
const SYMBOLS: Readonly<Record<PowerNodeKind, string>> = {
  utility: 'M2 2H22V22H2ZM2 22L22 2M2 12L12 2M12 22L22 12',
  generator: 'M12 2A10 10 0 1 0 12 22A10 10 0 1 0 12 2M6 12C8 7 10 7 12 12S16 17 18 12',
  transformer: 'M9 5A7 7 0 1 0 9 19A7 7 0 1 0 9 5M15 5A7 7 0 1 0 15 19A7 7 0 1 0 15 5',
  ups: 'M2 2H22V22H2ZM2 22L22 2M5 8H10M14 17C15 14 16 14 17 17S19 20 20 17',
  'power-panel': 'M2 2H22V22H2ZM2 8H22M7 8V18M12 8V18M17 8V18',
  'power-feed': 'M2 2H22V22H2ZM5 12H9L15 7M15 12H19M9 10V14',
  'rack-pdu': 'M2 5H22V19H2ZM6 10V14M10 10V14M14 10V14M18 10V14',
  crah: 'M12 2A10 10 0 1 0 12 22A10 10 0 1 0 12 2M12 12C9 8 12 5 14 7M12 12C16 13 15 17 12 17M12 12C8 15 6 11 8 10',
  chiller: 'M12 2A10 10 0 1 0 12 22A10 10 0 1 0 12 2M12 6V18M7 9L17 15M7 15L17 9',
}

/** The outline of a kind. */
export function symbolOf(kind: PowerNodeKind): string {
  return SYMBOLS[kind]
}
