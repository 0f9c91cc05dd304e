import type { AlarmView } from '../../../protocol/rest.ts'

/** The list as people read it: roots, and what follows from each. */
export interface FoldedAlarms {
  readonly roots: readonly AlarmView[]
  /** By the root's id, in the order of the list. */
  readonly under: ReadonlyMap<string, readonly AlarmView[]>
}

/** A consequence whose root is not on the list any more stands by itself until it is promoted. */
export function foldAlarms(list: readonly AlarmView[]): FoldedAlarms {
  const ids = new Set(list.map(({ id }) => id))
  const under = new Map<string, AlarmView[]>()
  const roots: AlarmView[] = []
  for (const alarm of list) {
    const root = alarm.quieted?.kind === 'alarm' ? alarm.quieted.id : undefined
    if (root === undefined || root === alarm.id || !ids.has(root)) roots.push(alarm)
    else under.set(root, [...(under.get(root) ?? []), alarm])
  }
  return { roots, under }
}
