import { foldText } from '../../model/fold-text.ts'

const LONGEST = 63

/**
 * Ids of this program for names of another one: `A1010` becomes `a1010`, `Темељ 2` becomes `temelj-2`, and of two that come out the same the later one gets a
 * number. The same names in the same order give the same ids.
 */
export class ForeignIds {
  readonly #taken = new Set<string>()

  /** @param otherwise where nothing of the name is a letter or digit */
  idOf(name: string, otherwise: string): string {
    const plain = idText(name) || idText(otherwise) || 'x'
    let id = plain
    for (let number = 2; this.#taken.has(id); number++) {
      const end = `-${number}`
      id = `${plain.slice(0, LONGEST - end.length).replace(/-$/, '')}${end}`
    }
    this.#taken.add(id)
    return id
  }
}

/** The id that a name of another program comes out as: `A1010` as `a1010`. */
export function idText(name: string): string {
  const words = foldText(name).replaceAll(/[^a-z0-9]+/g, '-')
  return words.replace(/^-/, '').slice(0, LONGEST).replace(/-$/, '')
}
