import type { Problem } from '../errors.ts'
import { LONGEST_NAME } from './label-value.ts'

/** Sees to it that within one kind of name no two things share one, and that none is too long. */
export class NameRegister {
  readonly #holders = new Map<string, string>()
  readonly #refused = new Map<string, Problem>()

  /**
   * Notes a name that is given.
   * @param kind of name: `node`, `topology.oblak.rs/hall`; the same name may stand in two kinds
   * @param holder what the name stands for: paths of the estate
   */
  note(kind: string, name: string, holder: string): void {
    const key = `${kind} ${name}`
    const other = this.#holders.get(key)
    if (other === undefined) this.#holders.set(key, holder)
    else if (other !== holder) {
      this.#refuse(holder, `would be ${name} as ${kind}, which ${other} is already; rename one of them`)
    }
    if (name.length > LONGEST_NAME) {
      this.#refuse(
        holder,
        `would be ${name} as ${kind}: ${name.length} characters, and Kubernetes allows ${LONGEST_NAME}; shorten the names on its path`,
      )
    }
  }

  /** One for each thing whose name cannot be, in the order they were seen. */
  get problems(): readonly Problem[] {
    return [...this.#refused.values()]
  }

  #refuse(path: string, message: string): void {
    if (!this.#refused.has(path)) this.#refused.set(path, { path, message })
  }
}
