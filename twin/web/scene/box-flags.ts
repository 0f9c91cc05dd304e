/** What is marked on a box, one bit each; the words are those of docs/decisions on the state vocabulary. */
export const BOX_FLAG = {
  hidden: 1,
  /** X-rayed: 12 % of its colour, behind everything, not pickable. */
  ghost: 2,
  highlighted: 4,
  selected: 8,
  warning: 16,
  critical: 32,
  planned: 64,
  stale: 128,
} as const

/** A sum of BOX_FLAG bits. */
export type BoxFlags = number
