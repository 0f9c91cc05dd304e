/** Stands for a value that nobody knows before Terraform applies. */
export const UNKNOWN: unique symbol = Symbol('known only at apply')
export type Unknown = typeof UNKNOWN
/** Given, not given, or not known yet. */
export type Maybe<T> = T | undefined | Unknown

/** `${kubernetes_namespace_v1.ns.id}`: a template, but not the text `$${…}`. */
const TEMPLATE = /(?<!\$)(?:\$\$)*[$%]\{/

/**
 * A block or an object of Terraform's JSON. One block may be written as an object or as a list of one; numbers and booleans as texts. What holds a template,
 * what a plan calls unknown, and what a dynamic block will make is unknown here, all the way down: nothing of it is taken for absent.
 */
export class Block {
  static readonly EMPTY = new Block({})
  static readonly UNKNOWN = new Block({}, true)

  /** @param unknowns the same tree with `true` where a plan does not know the value (`after_unknown`), or `true` for all of it */
  constructor(
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly unknowns: unknown = undefined,
  ) {}

  get isUnknown(): boolean {
    return this.unknowns === true
  }

  /** Names of what is given or unknown. */
  get names(): readonly string[] {
    const dynamic = asList(this.values.dynamic).flatMap((blocks) => (isObject(blocks) ? Object.keys(blocks) : []))
    const unknown = isObject(this.unknowns) ? Object.keys(this.unknowns) : []
    const given = Object.keys(this.values).filter((name) => name !== 'dynamic' && name !== '//')
    return [...new Set([...given, ...dynamic, ...unknown])].filter((name) => this.has(name))
  }

  /** Whether something is given under the name, or may be. An empty list of blocks is nothing. */
  has(name: string): boolean {
    const value = this.#read(name)
    return value === UNKNOWN || (Array.isArray(value) ? value.length > 0 : value !== undefined) || this.#isDynamic(name)
  }

  /** The blocks of this name. */
  all(name: string): readonly Block[] {
    const value = this.#read(name)
    const dynamic = this.#isDynamic(name) ? [Block.UNKNOWN] : []
    if (value === UNKNOWN) return [Block.UNKNOWN]
    if (value === undefined) return dynamic
    const below = this.#unknownsOf(name)
    const given = asList(value).map((item, place) => {
      const unknowns = Array.isArray(below) ? below[place] : Array.isArray(value) ? undefined : below
      if (isUnknownText(item)) return Block.UNKNOWN
      return new Block(isObject(item) ? item : {}, unknowns)
    })
    return [...given, ...dynamic]
  }

  /** The first block of this name; an empty one where there is none, so that what it does not say is not given. */
  one(name: string): Block {
    return this.all(name)[0] ?? Block.EMPTY
  }

  /** A plain value as its text. An empty one is not given: providers write it in a plan for what is left out. */
  text(name: string): Maybe<string> {
    const value = this.#read(name)
    if (value === UNKNOWN) return UNKNOWN
    return value === undefined || value === '' || typeof value === 'object' ? undefined : String(value)
  }

  flag(name: string): Maybe<boolean> {
    const text = this.text(name)
    return text === 'true' ? true : text === 'false' ? false : text === UNKNOWN ? UNKNOWN : undefined
  }

  number(name: string): Maybe<number> {
    const text = this.text(name)
    if (typeof text !== 'string') return text
    return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
  }

  /** A list of plain values; an empty one where none is given. */
  texts(name: string): readonly (string | Unknown)[] {
    const value = this.#read(name)
    if (value === UNKNOWN) return [UNKNOWN]
    if (value === undefined) return []
    const below = this.#unknownsOf(name)
    return asList(value).map((item, place) =>
      isUnknownText(item) || (Array.isArray(below) && below[place] === true) ? UNKNOWN : String(item),
    )
  }

  /** A map of plain values, such as labels; unknown where not even its keys are known. */
  map(name: string): ReadonlyMap<string, string | Unknown> | Unknown {
    const value = this.#read(name)
    if (value === UNKNOWN) return UNKNOWN
    const object = asList(value ?? {})[0]
    const below = this.#unknownsOf(name)
    const unknowns = isObject(below) ? below : {}
    const entries = Object.entries(isObject(object) ? object : {}).filter(([, item]) => item !== null)
    return new Map([
      ...entries.map(([key, item]): [string, string | Unknown] => [key, isUnknownText(item) ? UNKNOWN : String(item)]),
      ...Object.keys(unknowns)
        .filter((key) => unknowns[key] === true)
        .map((key): [string, string | Unknown] => [key, UNKNOWN]),
    ])
  }

  #read(name: string): unknown {
    const value = this.values[name]
    if (this.isUnknown || this.#unknownsOf(name) === true || isUnknownText(value)) return UNKNOWN
    return value ?? undefined
  }

  #unknownsOf(name: string): unknown {
    return isObject(this.unknowns) ? this.unknowns[name] : undefined
  }

  #isDynamic(name: string): boolean {
    return asList(this.values.dynamic).some((dynamic) => isObject(dynamic) && Object.hasOwn(dynamic, name))
  }
}

function isUnknownText(value: unknown): boolean {
  return typeof value === 'string' && TEMPLATE.test(value)
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
