import { readFileSync } from 'node:fs'
import type { Estate } from '../../model/estate.ts'

/** Files, databases, threads, viewers. */
const BESIDE_DEVICES = 500
/** A simulated device listens on a port of its own, and whoever reads it has one too, in the same process. */
const SOCKETS_A_DEVICE = 2

/** How many files this process may have open; undefined where the system does not say it in the manner of Linux. */
export function openFileLimit(): number | undefined {
  try {
    const [, soft] = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? []
    return soft === undefined || soft === 'unlimited' ? undefined : Number(soft)
  } catch {
    return undefined
  }
}

/**
 * Opening tens of thousands of ports takes minutes before the system refuses the next.
 * @throws Error where the simulated devices of the estate need more open files than there may be
 */
export function refuseTooFewFiles(estate: Estate, limit = openFileLimit()): void {
  const devices = (['rack-pdu', 'ups', 'monitor'] as const).reduce((sum, kind) => sum + estate.ofKind(kind).length, 0)
  const needed = devices * SOCKETS_A_DEVICE + BESIDE_DEVICES
  if (limit === undefined || needed <= limit) return
  const count = (value: number) => value.toLocaleString('en')
  throw new Error(
    `The simulated rooms of this estate have ${count(devices)} devices, for which ${count(needed)} files are open at once; this process may open ${count(limit)}. Raise the limit (ulimit -n ${needed}), simulate a part (oblak simulate --only PATH), or start with --no-simulator.`,
  )
}
