/** A yes or no that changes only after its input has said otherwise for a while. */
export interface Delayed {
  readonly on: boolean
  /** Since when the input has said otherwise, epoch ms; NaN while it agrees. */
  readonly since: number
}

export const AT_REST: Delayed = { on: false, since: Number.NaN }

/**
 * One step. An undefined input (no data) holds what is, and forgets a change that was under way: what cannot be seen neither raises an
 * alarm nor ends one. A clock that jumps back starts the delay anew.
 */
export function stepDelayed(
  memory: Delayed,
  input: boolean | undefined,
  now: number,
  onDelayMs: number,
  offDelayMs: number,
): Delayed {
  if (input === undefined || input === memory.on) {
    return Number.isNaN(memory.since) ? memory : { on: memory.on, since: Number.NaN }
  }
  const since = memory.since <= now ? memory.since : now
  if (now - since >= (input ? onDelayMs : offDelayMs)) return { on: input, since: Number.NaN }
  return since === memory.since ? memory : { on: memory.on, since }
}
