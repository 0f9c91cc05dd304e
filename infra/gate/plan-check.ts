import type { RenderedElement } from '../policy/rendered-stack.ts'
import { type Demand, demandAt, demandOf, type SiteDemand } from './demand.ts'
import type { Gate } from './gate.ts'
import type { PlanResources } from './plan-file.ts'
import { planWork, UNKNOWN_CLASS } from './plan-work.ts'
import { type ScaledVerdict, scaledVerdictOf, type Verdict, verdictOf } from './verdict.ts'
import { nameOfWork, type Work } from './work.ts'

/** Everything before the plan, or after it. */
export interface Moment {
  /** Of the plan's site. */
  readonly demand: Demand
  /** The same by recovery class. */
  readonly classes: readonly SiteDemand[]
  readonly verdict: Verdict
}

export interface PlanCheck {
  readonly site: string
  /** The workloads of the plan, as they will be. */
  readonly planned: readonly Work[]
  /** Workloads that will be gone. */
  readonly removed: readonly Work[]
  /** What the plan places and nobody can count, in words: whether it fits is not known. */
  readonly uncounted: readonly string[]
  /** Hosts of the site that do not say what they compute with. */
  readonly silentHosts: number
  readonly before: Moment
  readonly after: Moment
  /** After the plan, were every scaler at its greatest; absent where nothing scales. */
  readonly scaled?: ScaledVerdict
}

/**
 * Judges a plan by the gate.
 * @param others what runs besides, at every site: workloads of the plan take the place of those of the same name at its site
 * @param nodes of the site, on each of which a daemon set has a copy
 */
export function checkPlan(
  gate: Gate,
  { after, before }: Pick<PlanResources, 'after' | 'before'>,
  { nodes, others, site }: { readonly site: string; readonly nodes: number; readonly others: readonly Work[] },
): PlanCheck {
  const was = planWork(before, { site, nodes })
  const planned = planWork(after, { site, nodes })
  const own = new Set([...was, ...planned].map(nameOfWork))
  const rest = others.filter((work) => work.site !== site || !own.has(nameOfWork(work)))
  const kept = new Set(planned.map(nameOfWork))
  const at = (work: readonly Work[]): Moment => {
    const here = work.filter((one) => one.site === site)
    return {
      demand: demandAt(here, gate.hosts, site),
      classes: demandOf(here, gate.hosts),
      verdict: verdictOf(gate, work),
    }
  }
  const scaled = scaledVerdictOf(gate, [...rest, ...planned])
  return {
    site,
    planned,
    removed: was.filter((work) => !kept.has(nameOfWork(work))),
    uncounted: [
      ...planned.flatMap(uncountedOf),
      ...after.filter(isText).map(({ path }) => `${path}: what it places is not seen`),
    ],
    silentHosts: gate.silentHosts(site),
    before: at([...rest, ...was]),
    after: at([...rest, ...planned]),
    ...(scaled && { scaled }),
  }
}

/** A plan that fits by all that is known of it, and hides nothing. */
export function isAccepted({ after, uncounted }: PlanCheck): boolean {
  return after.verdict.fits && uncounted.length === 0
}

function uncountedOf(work: Work): readonly string[] {
  return work.unknown
    .filter((what) => what !== UNKNOWN_CLASS)
    .map((what) => `${nameOfWork(work)}: not known is ${what}; it asks at least what is counted`)
}

/** Resources that hold what runs in a cluster as text of their own. */
function isText({ type }: RenderedElement): boolean {
  return /^(kubernetes_manifest$|(helm|kubectl|kustomization|argocd|flux|rancher2)_)/.test(type)
}

const HOURS_A_YEAR = 8760

/** IT energy of a year at a constant draw; cooling and losses are not in it. */
export function kilowattHoursAYear(watts: number): number {
  return (watts * HOURS_A_YEAR) / 1000
}
