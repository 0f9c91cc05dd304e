import type { StateWord, Unit } from '../../model/quantity.ts'
import type { Kind, Probe, Room } from '../../model/things.ts'
import type { Severity } from './alarm.ts'

/** What a rule needs to know of a point to say its limits. */
export interface PointContext {
  readonly kind: Kind
  /** Of a probe. */
  readonly role: Probe['role'] | undefined
  /** The point's name below the thing: `l1/current`. */
  readonly local: string
  /** Of the room that the thing stands in. */
  readonly room: Pick<Room, 'airClass' | 'humidityLimit'> | undefined
  /** Derated amperes of one line, or of the bank, that the point measures. */
  readonly amperes: number | undefined
}

/** Beyond which value; a level without a limit does not exist for the point. */
export interface Limits {
  readonly warning?: number
  readonly critical?: number
}

/** What trips a rule. */
export type Trigger =
  /** A value beyond a limit. It must come back by the deadband before the condition ends. */
  | {
      readonly kind: 'above' | 'below'
      readonly deadband: number
      limits(context: PointContext): Limits | undefined
    }
  /** A state point that says one of these words. */
  | {
      readonly kind: 'words'
      readonly words: Readonly<Partial<Record<Severity, readonly StateWord[]>>>
      applies(context: PointContext): boolean
    }
  /** A condition that the server finds out; nothing to compare. */
  | { readonly kind: 'condition'; readonly severity: Severity }

/** A line of the alarm table: what it means and what to do first is in the rules of advice, and docs/operations.md has both. */
export interface AlarmRule {
  readonly id: string
  /** Limits in words, with their source. */
  readonly limits: string
  readonly unit: Unit | null
  readonly trigger: Trigger
  /** How long the condition must hold before the alarm comes, by severity, and be gone before it returns. */
  readonly onDelayMs: Readonly<Record<Severity, number>>
  readonly offDelayMs: number
}
