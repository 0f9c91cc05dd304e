import type { Outage } from '../power/chain-state.ts'
import { DEAD, type Energised } from '../power/energise.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import type { Supports } from './supports.ts'

/** Tells of each device which single losses it does not survive whole. */
export class SingleLosses {
  /** Racks have many devices with the same cords. */
  readonly #known = new Map<string, readonly number[]>()

  constructor(
    private readonly graph: PowerGraph,
    private readonly energised: Energised,
    private readonly out: Pick<Outage, 'banks' | 'cords'>,
    readonly supports: Supports,
  ) {}

  /** Nodes whose loss alone leaves the device fewer supplies than it needs; of a device that has too few now, or when batteries end, undefined. */
  of(device: number): readonly number[] | undefined {
    const { cordBank, cordPdu, firstCord, needed } = this.graph.devices
    const living: number[] = []
    for (let cord = firstCord[device] ?? 0; cord < (firstCord[device + 1] ?? 0); cord++) {
      const pdu = cordPdu[cord] ?? -1
      const isOut = this.out.banks.has(cordBank[cord] ?? -1) || this.out.cords?.has(cord) === true
      if (this.energised.state[pdu] !== DEAD && !isOut && this.supports.of(pdu)) living.push(pdu)
    }
    const need = needed[device] ?? 1
    if (living.length < need) return undefined
    const key = `${need}:${living.join()}`
    const known = this.#known.get(key)
    if (known) return known
    const resting = new Map<number, number>()
    for (const pdu of living) for (const on of this.supports.of(pdu) ?? []) resting.set(on, (resting.get(on) ?? 0) + 1)
    const losses = [...resting].filter(([, cords]) => living.length - cords < need).map(([node]) => node)
    this.#known.set(key, losses)
    return losses
  }
}
