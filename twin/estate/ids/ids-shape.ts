/** Names that get indexes side by side: a rack ('') and what stands in it; of any other thing only itself. */
export interface IdsShape {
  /** '' is the holder itself. */
  readonly names: readonly string[]
  readonly slots: ReadonlyMap<string, number>
}

/** Makes shapes so that those with the same names are the same object. Number 0 is a thing by itself. */
export class IdsShapes {
  readonly #byKey = new Map<string, IdsShape>()
  readonly #list: IdsShape[] = []
  readonly #numbers = new Map<IdsShape, number>()
  readonly alone: IdsShape

  constructor() {
    this.alone = this.of([''])
  }

  of(names: readonly string[]): IdsShape {
    const key = names.join(' ')
    const known = this.#byKey.get(key)
    if (known) return known
    const shape = { names, slots: new Map(names.map((name, slot) => [name, slot])) }
    this.#byKey.set(key, shape)
    this.#numbers.set(shape, this.#list.length)
    this.#list.push(shape)
    return shape
  }

  get size(): number {
    return this.#list.length
  }

  numbered(number: number): IdsShape | undefined {
    return this.#list[number]
  }

  numberOf(shape: IdsShape): number {
    return this.#numbers.get(shape) ?? -1
  }
}
