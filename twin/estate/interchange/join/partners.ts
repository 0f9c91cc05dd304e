import { foldText } from '../../../model/fold-text.ts'

/** What is matched: by its id, else by its name in one of its languages. */
interface Named {
  readonly id: string
  readonly name: string
  readonly nameSr?: string | undefined
}

/** Who of another plan is who here. */
export interface Partners {
  /** Id here, by the id that it has in the other plan. */
  readonly ofOther: ReadonlyMap<string, string>
  /** Those of them whose ids differ, and whose names do not. */
  readonly byName: readonly { readonly other: string; readonly own: string }[]
}

/**
 * Matches things of another plan with those here: of one id, then those whose name there is just once on each side. Letters, case and diacritics of names do not
 * count.
 */
export function partnersOf(own: readonly Named[], other: readonly Named[]): Partners {
  const ids = new Set(own.map(({ id }) => id))
  const ofOther = new Map(other.flatMap(({ id }) => (ids.has(id) ? [[id, id] as const] : [])))
  const names = onlyOnes(own.filter(({ id }) => !ofOther.has(id)))
  const byName = [...onlyOnes(other.filter(({ id }) => !ofOther.has(id)))].flatMap(([name, id]) => {
    const found = names.get(name)
    return id === undefined || found === undefined ? [] : [{ other: id, own: found }]
  })
  const taken = new Set<string>()
  const kept = byName.filter(({ own: id, other: foreign }) => {
    // Names in both languages may lead to the same one twice.
    if (taken.has(id) || ofOther.has(foreign)) return false
    taken.add(id)
    ofOther.set(foreign, id)
    return true
  })
  return { ofOther, byName: kept }
}

/** Ids by their names; undefined where several have one. */
function onlyOnes(things: readonly Named[]): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>()
  for (const { id, name, nameSr } of things)
    for (const folded of new Set([name, nameSr ?? name].map(foldText)))
      if (folded !== '') found.set(folded, found.has(folded) ? undefined : id)
  return found
}
