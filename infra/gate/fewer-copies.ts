import { nameOfWork, type Work } from './work.ts'

/** Fewer copies of a workload. */
export interface FewerCopies {
  readonly work: Pick<Work, 'service' | 'name'>
  /** At each site that the change is for. */
  readonly keep: number
  readonly of: number
  /** Where it stands; of work that moves every site where it does. */
  readonly sites: readonly string[]
}

/** The work after a change. */
export function withFewer(work: readonly Work[], changes: readonly FewerCopies[]): readonly Work[] {
  const byName = new Map<string, FewerCopies[]>()
  for (const change of changes) {
    const name = nameOfWork(change.work)
    byName.set(name, [...(byName.get(name) ?? []), change])
  }
  return work.map((one) => {
    const own = (byName.get(nameOfWork(one)) ?? []).filter(({ sites }) => sites.includes(one.site))
    const copies = Math.min(one.copies, ...own.map(({ keep }) => keep))
    return copies === one.copies ? one : { ...one, copies }
  })
}
