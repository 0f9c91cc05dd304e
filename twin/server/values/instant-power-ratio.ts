import type { Load } from './power-chain.ts'

interface SiteLoads {
  /** All rack PDUs together. */
  readonly it: Load
  readonly utilities: readonly Load[]
  readonly generators: readonly Load[]
}

/**
 * All power that a site draws over its IT power at an instant, NaN where that is not known: every utility is to be metered and every
 * rack PDU measured. Metered generators count as well. Less than the racks draw means that something feeds them that nobody measures.
 * Not a PUE by ISO/IEC 30134-2, which is a year's.
 */
export function instantPowerRatio({ it, utilities, generators }: SiteLoads): number {
  if (utilities.length === 0 || it.provenance !== 'sum-of-children') return Number.NaN
  if (utilities.some(({ provenance }) => provenance !== 'measured')) return Number.NaN
  const generated = generators.filter(({ provenance }) => provenance === 'measured')
  const drawn = [...utilities, ...generated].reduce((sum, load) => sum + load.watts, 0)
  return drawn < it.watts ? Number.NaN : drawn / it.watts
}
