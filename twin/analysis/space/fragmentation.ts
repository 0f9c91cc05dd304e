import type { FreeRun } from './rack-space.ts'

/** Free runs of one size, and how many there are. */
export interface RunsOfSize {
  readonly units: number
  readonly runs: number
}

/** How many devices of a height still fit. */
export interface StillFit {
  readonly units: number
  readonly devices: number
}

/** Heights that are asked for: a switch, a server, a storage shelf or blade chassis, a node of accelerators. */
const ASKED_HEIGHTS = [1, 2, 4, 10]

/** Runs by size, the smallest first. */
export function runsBySize(runs: readonly FreeRun[]): readonly RunsOfSize[] {
  const counts = new Map<number, number>()
  for (const { units } of runs) counts.set(units, (counts.get(units) ?? 0) + 1)
  return [...counts].sort(([one], [other]) => one - other).map(([units, count]): RunsOfSize => ({ units, runs: count }))
}

/** How many devices of each usual height fit into the runs, to their full depth and on whole units. */
export function stillFit(runs: readonly FreeRun[]): readonly StillFit[] {
  return ASKED_HEIGHTS.map((units) => ({
    units,
    devices: runs.reduce(
      (sum, { from, units: free }) => sum + Math.max(0, Math.floor((from + free - Math.ceil(from)) / units)),
      0,
    ),
  }))
}
