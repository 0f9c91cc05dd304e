import { textStream } from '../physics/noise.ts'
import type { PduLoad } from '../physics/pdu-load.ts'
import type { PowerNode } from '../physics/power-node.ts'
import type { ProbeState } from '../physics/probe-state.ts'
import { APC_RPDU2_OBJECT_ID, addApcRpdu2 } from './apc-rpdu2.ts'
import { BerWriter } from './ber-writer.ts'
import { addHwgSte2, HWG_STE2_OBJECT_ID, type MonitorDevice, ste2Sensors } from './hwg-ste2.ts'
import { MibBuilder, type MibView } from './mib-view.ts'
import type { RackPduDevice } from './rack-pdu-device.ts'
import { addRaritanPdu2, externalType, RARITAN_OBJECT_ID } from './raritan-pdu2.ts'
import { SnmpAgent } from './snmp-agent.ts'
import type { ManagedDevice } from './system-group.ts'
import { addUpsMib, UPS_OBJECT_ID, type UpsDevice } from './ups-mib.ts'
import { UsmEngine } from './usm-engine.ts'
import type { UsmKeys } from './usm-keys.ts'

/** What all agents of a park share. */
export interface AgentContext {
  readonly community: string
  readonly users: readonly UsmKeys[]
  /** Monotonic milliseconds, for uptimes and engine time. */
  readonly now: () => number
  /** Epoch milliseconds of the simulated world. */
  readonly clock: () => number
}

/** Largest messages: a card with a small stack sends what fits an Ethernet frame, a Linux one more. */
const CARD_BYTES = 1472
const LINUX_BYTES = 8192
/** Enterprise numbers for engine ids (RFC 3411, 5: enterprise number, format 4, text). */
const ENTERPRISE = { apc: 318, raritan: 13_742, hwg: 21_796, none: 8072 } as const

/** Makes agents; those of one shape share a view, so that thousands of PDUs cost little. */
export class SnmpDevices {
  readonly #context: AgentContext
  readonly #views = new Map<string, unknown>()
  readonly #writer = new BerWriter(Buffer.alloc(98_304))

  constructor(context: AgentContext) {
    this.#context = context
  }

  rackPdu(load: PduLoad, probes: readonly ProbeState[]): SnmpAgent<RackPduDevice> {
    const { thing } = load
    const isRaritan = /raritan/i.test(thing.manufacturer)
    const maker = isRaritan ? 'raritan' : 'apc'
    const description = isRaritan
      ? `${thing.model} 040300`
      : `APC Web/SNMP Management Card (MB:v4.3.0 PF:v7.1.4 PN:apc_hw21_aos_7.1.4.bin AF1:v7.1.4 AN1:apc_hw21_rpdu2g_7.1.4.bin MN:${thing.model} HR:02 SN: ${serialOf(thing.path)})`
    const device: RackPduDevice = {
      ...this.#managed(thing.path, maker, description, isRaritan ? RARITAN_OBJECT_ID : APC_RPDU2_OBJECT_ID),
      load,
      probes,
      sensors: probes.flatMap((probe) => probe.probe.measures.map((quantity) => ({ probe, quantity }))),
      serial: serialOf(thing.path),
      clock: this.#context.clock,
    }
    const sensors = device.sensors.map(externalType).join('.')
    const shape = `${maker} ${thing.model} ${thing.phase} ${thing.amperage} ${thing.banks.length} ${thing.outlets} ${probes.length} ${sensors}`
    const view = this.#view<RackPduDevice>(shape, (mib) =>
      isRaritan ? addRaritanPdu2(mib, device) : addApcRpdu2(mib, device),
    )
    return this.#agent(view, device, isRaritan ? LINUX_BYTES : CARD_BYTES)
  }

  ups(node: PowerNode): SnmpAgent<UpsDevice> | undefined {
    if (!node.ups) return undefined
    const model = `Simulated UPS ${Math.round(node.ups.rating / 1000)} kW`
    const device: UpsDevice = {
      ...this.#managed(node.path, 'none', model, UPS_OBJECT_ID),
      node,
      ups: node.ups,
      model,
    }
    return this.#agent(this.#view<UpsDevice>('ups', addUpsMib), device, LINUX_BYTES)
  }

  monitor(path: string, probes: readonly ProbeState[]): SnmpAgent<MonitorDevice> {
    const device: MonitorDevice = {
      ...this.#managed(path, 'hwg', 'STE2 r2, fw:1.5.5_2394', HWG_STE2_OBJECT_ID),
      probes,
    }
    const rows = ste2Sensors(probes).map(({ quantity }) => quantity)
    const view = this.#view<MonitorDevice>(`ste2 ${probes.length} ${rows.join('.')}`, (mib) => addHwgSte2(mib, device))
    return this.#agent(view, device, CARD_BYTES)
  }

  #managed(path: string, maker: keyof typeof ENTERPRISE, description: string, objectId: string): ManagedDevice {
    const started = this.#context.now()
    const engineId = engineIdOf(path, ENTERPRISE[maker])
    return {
      description,
      objectId,
      contact: '',
      name: path.split('/').slice(-3).join('-'),
      location: path.split('/').slice(0, -1).join(' '),
      uptime: () => this.#context.now() - started,
      engineId,
      engineBoots: 1,
    }
  }

  #view<D>(shape: string, fill: (mib: MibBuilder<D>) => void): MibView<D> {
    const known = this.#views.get(shape) as MibView<D> | undefined
    if (known) return known
    const mib = new MibBuilder<D>()
    fill(mib)
    const view = mib.view()
    this.#views.set(shape, view)
    return view
  }

  #agent<D extends ManagedDevice>(view: MibView<D>, device: D, largest: number): SnmpAgent<D> {
    const { community, users, now } = this.#context
    const usm = new UsmEngine(device.engineId, device.engineBoots, users, now)
    return new SnmpAgent(view, device, { community, usm }, largest, this.#writer)
  }
}

/** Unlike for every device and the same after every start: 80 00 <enterprise> 04 <text>. */
function engineIdOf(path: string, enterprise: number): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(0x8000_0000 + enterprise, 0)
  head[4] = 4
  return Buffer.concat([head, Buffer.from(serialOf(path).slice(0, 12))])
}

/** Twelve hexadecimal digits that stay with the path. */
export function serialOf(path: string): string {
  const half = (text: string) => (textStream(text) >>> 0).toString(16).padStart(8, '0')
  return (half(path) + half(`${path}/`)).slice(2, 14).toUpperCase()
}
