import { type House, STATE_HOUSE } from './house.ts'
import type { RenderedElement, RenderedStack } from './rendered-stack.ts'
import type { Rule } from './rule.ts'

/** A kind of thing that rules judge one by one. */
export interface Subjects<T> {
  /** For people, plural. */
  readonly name: string
  readonly families: readonly string[]
  in(stack: RenderedStack): readonly T[]
  elementOf(subject: T): RenderedElement
}

type Told = Pick<Rule, 'id' | 'standard' | 'reason' | 'fix'>

interface JudgedOneByOne<T> extends Told {
  /** What is wrong with one of them, in words that a person can act on; nothing where all is right. */
  faults(subject: T, stack: RenderedStack, house: House): readonly string[]
}

/** A rule that judges every subject of a stack: it cannot leave one out. */
export function ruleOver<T>(subjects: Subjects<T>, { faults, ...told }: JudgedOneByOne<T>): Rule {
  return {
    ...told,
    over: { name: subjects.name, families: subjects.families },
    judge: (stack, house = STATE_HOUSE) => {
      const all = subjects.in(stack)
      return {
        looked: all.length,
        breaches: all.flatMap((subject) => {
          const { path, source } = subjects.elementOf(subject)
          return faults(subject, stack, house).map((message) => ({
            path,
            message,
            ...(source !== undefined && { source }),
          }))
        }),
      }
    },
  }
}
