import type { Shortage } from './shortage.ts'

/** Things of which the fullest is told. */
export interface FullestGroup {
  readonly of: 'UPS' | 'line' | 'cooling'
  /** Of the UPS, the hall whose lines they are, or what is cooled. */
  readonly path: string
}

/** The fullest of a group: what it carries and may, whether that is too much or not. */
export interface Fullest extends Shortage {
  readonly group: FullestGroup
}

/** Finds the fullest of each group among many. */
export class FullestOfEach {
  readonly #found: Map<string, { readonly share: number; readonly fullest: Fullest }>

  /** @param others what is known already */
  constructor(others?: FullestOfEach) {
    this.#found = new Map(others ? others.#found : [])
  }

  get all(): readonly Fullest[] {
    return [...this.#found.values()].map(({ fullest }) => fullest)
  }

  isFuller(group: FullestGroup | undefined, share: number): boolean {
    // Of what nobody knows it cannot be told.
    if (!group || Number.isNaN(share)) return false
    const known = this.#found.get(keyOf(group))
    return known === undefined || share > known.share
  }

  take(group: FullestGroup | undefined, share: number, carried: Shortage): void {
    if (group && this.isFuller(group, share)) {
      this.#found.set(keyOf(group), { share, fullest: { ...carried, group } })
    }
  }
}

function keyOf({ of, path }: FullestGroup): string {
  return `${of} ${path}`
}
