import { SURVIVAL_LEVELS, type SurvivalLevel, type Verdict } from '../../../../analysis/survival/verdict.ts'
import type { CloudServiceView, CloudSiteView, SurvivalVerdictView, SurvivalView } from '../../../../protocol/cloud.ts'

/** Six copies of which four are needed, with these verdicts; what is not said is kept. */
export function survivalView(verdicts: Partial<Record<SurvivalLevel, Verdict>> = {}): SurvivalView {
  const verdictOf = (level: SurvivalLevel): SurvivalVerdictView => ({
    ...{ verdict: verdicts[level] ?? 'kept', by: 'live pods', worst: null, together: [], workload: 'web' },
    ...{ copies: 6, copiesLeft: 4, copiesNeeded: 4, why: 'enough copies left' },
  })
  return Object.fromEntries(SURVIVAL_LEVELS.map((level) => [level, verdictOf(level)])) as SurvivalView
}

/** A service's part at Belgrade: 1 kW, six copies that run. */
export function siteView(other: Partial<CloudSiteView>): CloudSiteView {
  return {
    site: 'belgrade',
    recovery: { class: 'active-active', role: 'active', rpo: null, rto: null, reason: null },
    ...{ watts: 1_000, wattsBasis: 'nameplate', assumed: true, declared: 6, needed: 4, running: 6, pending: 0 },
    ...{ cpus: 12, memoryGiB: 24, gpus: 0, racks: 3, workloads: [], heardAt: null, survival: survivalView() },
    ...other,
  }
}

/** A service whose title is its name. */
export function serviceView(name: string, sites: readonly CloudSiteView[]): CloudServiceView {
  return {
    ...{ name, title: { sr: name, en: name }, workloadClass: 'egov', tier: '1', dataClass: 'personal' },
    assumed: { tier: true, dataClass: true, recovery: false },
    ...{ source: `infra/catalogue/services/${name}.ts:8`, sites: [...sites] },
  }
}
