import type { House } from './house.ts'
import type { RenderedStack } from './rendered-stack.ts'

/** Where a rule is broken, and how. */
export interface Breach {
  /** Path of the construct: `topology-belgrade/belgrade-hall-1-row-a-rack-02/labels`; of a plan, the address of the resource. */
  readonly path: string
  readonly message: string
  /** Line that asked for it, where its construct remembers one. */
  readonly source?: string
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
  /**
   * What it judges, for people: `workloads`; and what makes it apply: resources of these families (`deployment`) in a stack. Without families it applies to
   * every stack. `form` where it can be seen in one form of a stack only.
   */
  readonly over: {
    readonly name: string
    readonly families?: readonly string[]
    readonly form?: RenderedStack['form']
  }
  /** @param house @default the state's */
  judge(stack: RenderedStack, house?: House): Judgement
}
