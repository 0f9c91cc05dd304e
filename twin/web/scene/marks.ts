import { BOX_FLAG, type BoxFlags } from './box-flags.ts'

/** What the marks of one box depend on. */
export interface MarkInput {
  readonly selected: number | undefined
  readonly hovered: number | undefined
  readonly dimmed: ((thing: number) => boolean) | undefined
  /** By thing index; 2 is warning, 3 is critical (HEALTH). */
  readonly health: Float32Array
  readonly stale: boolean
}

/** The flags of one thing's box. What is selected is never dimmed away. */
export function marksOf(thing: number, { selected, hovered, dimmed, health, stale }: MarkInput): BoxFlags {
  let flags = 0
  if (thing === selected) flags |= BOX_FLAG.selected
  else if (dimmed?.(thing)) flags |= BOX_FLAG.ghost
  if (thing === hovered) flags |= BOX_FLAG.highlighted
  const state = health[thing]
  if (state === 3) flags |= BOX_FLAG.critical
  else if (state === 2) flags |= BOX_FLAG.warning
  if (stale) flags |= BOX_FLAG.stale
  return flags
}
