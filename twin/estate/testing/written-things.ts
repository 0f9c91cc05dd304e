import type { Kind } from '../../model/things.ts'
import type { DraftThing, Expansion } from '../expand/expansion.ts'

export type DraftOf<K extends Kind> = Extract<DraftThing, { readonly kind: K }>

/** All things of an expansion, those inside racks made. */
export function allThings({ drafts }: Expansion): DraftThing[] {
  const all: DraftThing[] = []
  for (const { thing, inside } of drafts) {
    all.push(thing)
    for (let slot = 0; slot < (inside?.shape.names.length ?? 0); slot++) if (inside) all.push(inside.make(slot))
  }
  return all
}

export function ofKind<K extends Kind>(things: readonly DraftThing[], kind: K): DraftOf<K>[] {
  return things.filter((thing): thing is DraftOf<K> => thing.kind === kind)
}
