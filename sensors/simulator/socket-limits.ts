import { readFileSync } from 'node:fs'
import type { Estate } from '../../twin/model/estate.ts'
import { isWithin } from '../../twin/model/path.ts'
import { SimulatorError } from './simulator-error.ts'

/** Files, databases, threads, viewers. */
const BESIDE_DEVICES = 500

/** Who has sockets in this process, and what to do where there may not be so many. */
const USES = {
  /** A simulated device listens on a port of its own. */
  simulate: { sockets: 1, otherwise: 'simulate a part (--only PATH)' },
  /** Whoever reads it has one too, in the same process. */
  start: {
    sockets: 2,
    otherwise: 'simulate a part in a program of its own (oblak simulate --only PATH) or start with --no-simulator',
  },
} as const

/** What a process may have at once; infinite where the system sets no limit or does not say it. */
export interface SocketLimits {
  readonly files: number
  /** UDP ports that the system gives to whoever names none, of listeners and askers together. */
  readonly ports: number
}

/** Ports from 1024 on: more than these no setting gives. */
const MOST_PORTS = 64_512

export function socketLimits(): SocketLimits {
  const soft = found('/proc/self/limits', /^Max open files\s+(\d+)/m)?.[1] ?? limitOfReport()
  const [, first, last] = found('/proc/sys/net/ipv4/ip_local_port_range', /^(\d+)\s+(\d+)/) ?? []
  return {
    files: Number.isFinite(Number(soft)) ? Number(soft) : Number.POSITIVE_INFINITY,
    ports: last === undefined ? MOST_PORTS : Number(last) - Number(first) + 1,
  }
}

/**
 * Opening tens of thousands of ports takes minutes before the system refuses the next.
 * @param only what is served; '' for all
 * @throws SimulatorError too-many-devices, where they need more open files or ports than there may be
 */
export function refuseTooFewSockets(
  estate: Estate,
  only: string,
  use: keyof typeof USES,
  { files, ports }: SocketLimits = socketLimits(),
): void {
  const { sockets, otherwise } = USES[use]
  const devices = simulatedDevices(estate, only)
  const needed = { files: devices * sockets + BESIDE_DEVICES, ports: devices * sockets }
  const lacks = { files: needed.files > files, ports: needed.ports > ports }
  if (!lacks.files && !lacks.ports) return
  const count = (value: number) => value.toLocaleString('en')
  const short = [
    ...(lacks.files ? [`${count(needed.files)} open files, and this process may have ${count(files)}`] : []),
    ...(lacks.ports ? [`${count(needed.ports)} UDP ports, and the system gives ${count(ports)}`] : []),
  ].join('; ')
  const raise = [
    ...(lacks.files ? [`ulimit -n ${needed.files}`] : []),
    ...(lacks.ports ? ['sysctl net.ipv4.ip_local_port_range="1024 65535"'] : []),
  ].join(' and ')
  const can = needed.ports > MOST_PORTS ? 'No machine has so many ports:' : `Raise that (${raise}), or`
  throw new SimulatorError(
    'too-many-devices',
    `The simulated rooms of this estate have ${count(devices)} devices. They need ${short}. ${can} ${otherwise}.`,
  )
}

/** Those with a port of their own; machines behind a Modbus gateway and probes behind a broker share one. */
function simulatedDevices(estate: Estate, only: string): number {
  const kinds = ['rack-pdu', 'ups', 'monitor'] as const
  return kinds.reduce((sum, kind) => sum + estate.ofKind(kind).filter(({ path }) => isWithin(path, only)).length, 0)
}

function found(file: string, pattern: RegExp): RegExpExecArray | undefined {
  try {
    return pattern.exec(readFileSync(file, 'utf8')) ?? undefined
  } catch {
    return undefined
  }
}

/** Every system with `ulimit` tells it in Node's diagnostic report. */
function limitOfReport(): string | undefined {
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft: number | string } }
  }
  const soft = userLimits?.open_files?.soft
  return soft === undefined ? undefined : String(soft)
}
