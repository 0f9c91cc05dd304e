import { ChangeSearch } from './change-search.ts'
import { type FewerCopies, withFewer } from './fewer-copies.ts'
import type { Gate } from './gate.ts'
import type { Loss } from './loss.ts'
import type { LossVerdict } from './verdict.ts'
import { nameOfWork, type Work } from './work.ts'

/**
 * A change with which what survives each single loss fits: the smallest of the refused loss that wants most, and of each other on top of those before it. None of its workloads may have one
 * copy more. Undefined where fewer copies would not be enough for one of them.
 *
 * @param refused losses that do not fit, with their own smallest changes
 */
export function wholeChange(
  gate: Gate,
  work: readonly Work[],
  refused: readonly Pick<LossVerdict, 'loss' | 'change'>[],
): readonly FewerCopies[] | undefined {
  if (refused.some(({ change }) => change === undefined)) return undefined
  const inOrderOfChange = [...refused].sort((a, b) => leftOut(b.change) - leftOut(a.change))
  const changes = [...(inOrderOfChange[0]?.change ?? [])]
  // What is left out for one loss may leave another too little room only where work moves otherwise then: so all are asked, the refused ones first.
  const losses = inOrder(inOrderOfChange, gate.losses)
  for (const loss of losses) {
    const now = withFewer(work, changes)
    if (gate.fits(now, loss)) continue
    const more = new ChangeSearch(gate, now).smallest(gate.after(now, loss))
    if (more === undefined) return undefined
    changes.push(...more)
  }
  return irreducible(gate, work, merged(work, changes), losses)
}

function leftOut(change: readonly FewerCopies[] = []): number {
  return change.reduce((sum, { keep, of }) => sum + of - keep, 0)
}

function inOrder(refused: readonly { readonly loss: Loss }[], all: readonly Loss[]): readonly Loss[] {
  const first = refused.map(({ loss }) => loss)
  const paths = new Set(first.map(({ path }) => path))
  return [...first, ...all.filter(({ path }) => !paths.has(path))]
}

/** One change a workload and set of sites, with what it keeps at last. */
function merged(work: readonly Work[], changes: readonly FewerCopies[]): readonly FewerCopies[] {
  const one = new Map<string, FewerCopies>()
  for (const change of changes) {
    const key = `${nameOfWork(change.work)} ${change.sites}`
    const before = one.get(key)
    one.set(key, before ? { ...before, keep: Math.min(before.keep, change.keep) } : change)
  }
  return [...one.values()].map((change) => {
    const own = work.filter((some) => nameOfWork(some) === nameOfWork(change.work) && change.sites.includes(some.site))
    return { ...change, of: Math.max(...own.map(({ copies }) => copies)) }
  })
}

/** What was left out for one loss may be needed no more since others were looked at: it is given back as far as everything still fits. */
function irreducible(
  gate: Gate,
  work: readonly Work[],
  found: readonly FewerCopies[],
  losses: readonly Loss[],
): readonly FewerCopies[] | undefined {
  let changes = found
  let firstAsked = losses
  const fits = (some: readonly FewerCopies[]) => {
    const now = withFewer(work, some)
    const broken = firstAsked.find((loss) => !gate.fits(now, loss))
    // What was broken last is most likely broken next.
    if (broken) firstAsked = [broken, ...firstAsked.filter((loss) => loss !== broken)]
    return broken === undefined
  }
  if (!fits(changes)) return undefined
  // One copy given back may make room for another: until none is.
  for (let isGivenBack = true; isGivenBack; ) {
    isGivenBack = false
    for (const [at, { of }] of [...changes.entries()].reverse()) {
      const keeping = (keep: number) => changes.map((one, place) => (place === at ? { ...one, keep } : one))
      let [holds, fails] = [changes[at]?.keep ?? 0, of + 1]
      for (let step = 1; holds + step < fails; step *= 2) {
        if (!fits(keeping(holds + step))) fails = holds + step
        else holds += step
      }
      while (fails - holds > 1) {
        const between = Math.floor((holds + fails) / 2)
        if (fits(keeping(between))) holds = between
        else fails = between
      }
      if (holds > (changes[at]?.keep ?? 0)) isGivenBack = true
      changes = keeping(holds)
    }
  }
  return changes.filter(({ keep, of }) => keep < of)
}
