import type { RenderedStack } from './rendered-stack.ts'

/** Where a rule is broken, and how. */
export interface Breach {
  /** Path of the construct: `topology-belgrade/belgrade-hall-1-row-a-rack-02/labels`. */
  readonly path: string
  readonly message: string
}

/** What a rule saw: how many things it looked at, and which of them break it. A rule that looked at nothing has proved nothing. */
export interface Judgement {
  readonly looked: number
  readonly breaches: readonly Breach[]
}

/** A rule over what a stack will say to Terraform, overrides and all. */
export interface Rule {
  readonly id: string
  /** What asks for it. */
  readonly standard: string
  readonly reason: string
  /** What to do about a breach. */
  readonly fix: string
  judge(stack: RenderedStack): Judgement
}
