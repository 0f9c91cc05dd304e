import { SURVIVAL_LEVELS } from '../../../analysis/survival/verdict.ts'
import type { ServiceRow } from './service-rows.ts'

/** A row for each service and site: names as kept, watts in SI, verdicts as their words in English. */
export function serviceCsvRows(rows: readonly ServiceRow[]): (string | number | null)[][] {
  return [
    [
      ...['service', 'title', 'site', 'tier', 'data_class', 'recovery_class', 'role', 'rpo_s', 'rto_s'],
      ...['watts', 'watts_basis', 'assumed', 'copies_declared', 'copies_needed', 'copies_running', 'copies_pending'],
      ...SURVIVAL_LEVELS.map((level) => `after_${level}`),
      'source',
    ],
    ...rows.flatMap(({ service }) =>
      service.sites.map((site) => [
        ...[service.name, service.title.en, site.site, service.tier, service.dataClass, site.recovery.class],
        ...[site.recovery.role, site.recovery.rpo, site.recovery.rto, site.watts, site.wattsBasis],
        ...[site.assumed ? 'yes' : 'no', site.declared, site.needed, site.running, site.pending],
        ...SURVIVAL_LEVELS.map((level) => site.survival[level].verdict),
        service.source,
      ]),
    ),
  ]
}
