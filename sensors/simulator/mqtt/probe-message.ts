import { type Quantity, type StateWord, stateWord } from '../../../twin/model/quantity.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import type { ProbeState } from '../physics/probe-state.ts'

export interface ProbeMessage {
  readonly topic: string
  readonly payload: string
}

/** How a gateway speaks: one JSON object a probe, with its own time, or one raw number a quantity. */
export type Manner = 'json' | 'raw'

/** Members of the JSON object as sensors/profiles/mqtt/oblak-probes.yaml names them, with their decimals. */
const MEMBERS: Partial<Record<Quantity, readonly [name: string, decimals: number]>> = {
  temperature: ['temperature', 2],
  humidity: ['humidity', 1],
  'dew-point': ['dewPoint', 2],
  'differential-pressure': ['differentialPressure', 1],
  'air-velocity': ['airVelocity', 2],
}

/**
 * What a probe publishes. States have words, which only JSON carries; quantities that the JSON form does not name go as raw
 * numbers.
 */
export function probeMessages(probe: ProbeState, manner: Manner, at: EpochMs): ProbeMessage[] {
  const { path, measures } = probe.probe
  const body: Record<string, number | StateWord> = {}
  const messages: ProbeMessage[] = []
  for (const quantity of measures) {
    const value = probe.value(quantity)
    const [name, decimals] = MEMBERS[quantity] ?? []
    if (!Number.isFinite(value)) continue
    if (quantity === 'state') body.state = stateWord(value)
    else if (manner === 'json' && name !== undefined) body[name] = Number(value.toFixed(decimals))
    else messages.push({ topic: `oblak/raw/${path}/${quantity}`, payload: value.toFixed(decimals ?? 3) })
  }
  if (Object.keys(body).length > 0) {
    messages.push({ topic: `oblak/json/${path}`, payload: JSON.stringify({ at: Math.round(at), ...body }) })
  }
  return messages
}
