import type { Finding } from './judge-stacks.ts'

/** A finding for people: what is wrong, why that matters, what to do. */
export function findingText({ rule, message }: Pick<Finding, 'rule' | 'message'>): string {
  return `${message}, but ${rule.reason}. Fix: ${rule.fix}. (${rule.standard})`
}
