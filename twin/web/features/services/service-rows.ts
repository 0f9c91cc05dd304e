import { SURVIVAL_LEVELS, type SurvivalLevel, VERDICTS, type Verdict } from '../../../analysis/survival/verdict.ts'
import type { CloudServiceView, CloudSiteView } from '../../../protocol/cloud.ts'
import type { ServiceOrder, Sift } from '../../state/service-options.ts'
import { SIFTS } from '../../state/service-options.ts'

/** A service with what the list shows, sorts and narrows by. */
export interface ServiceRow {
  readonly service: CloudServiceView
  /** In the language of the page. */
  readonly name: string
  /** Over all sites: lost where any site loses it, then unknown, then less. */
  readonly verdicts: Readonly<Record<SurvivalLevel, Verdict>>
  /** W of all sites; null where one of them does not know. */
  readonly watts: number | null
  readonly declared: number
  /** Null where no site's cluster is watched. */
  readonly running: number | null
  readonly pending: number
}

const CLASSES = ['active-active', 'active-passive', 'single-site'] as const

/** The services as rows, in their order. */
export function serviceRows(
  services: readonly CloudServiceView[],
  nameOf: (title: CloudServiceView['title']) => string,
): readonly ServiceRow[] {
  return services.map((service) => {
    const { sites, title } = service
    const known = sites.flatMap(({ running }) => (running === null ? [] : [running]))
    return {
      service,
      name: nameOf(title),
      verdicts: Object.fromEntries(
        SURVIVAL_LEVELS.map((level) => [level, gravest(sites, level)]),
      ) as ServiceRow['verdicts'],
      watts: sites.some(({ watts }) => watts === null) ? null : sum(sites.map(({ watts }) => watts ?? 0)),
      declared: sum(sites.map(({ declared }) => declared)),
      running: known.length > 0 ? sum(known) : null,
      pending: sum(sites.map(({ pending }) => pending ?? 0)),
    }
  })
}

/** Is this row what the list is narrowed to? */
export function isSifted({ pending, verdicts }: ServiceRow, sift: Sift): boolean {
  if (sift === 'pending') return pending > 0
  if (sift === 'unknown') return SURVIVAL_LEVELS.some((level) => verdicts[level] === 'unknown')
  return verdicts[sift] === 'lost'
}

/** How many rows each narrowing leaves. */
export function siftCounts(rows: readonly ServiceRow[]): Readonly<Record<Sift, number>> {
  return Object.fromEntries(SIFTS.map((sift) => [sift, rows.filter((row) => isSifted(row, sift)).length])) as Readonly<
    Record<Sift, number>
  >
}

/** Sorted without touching what is given; rows that are alike keep their order. No order: as given. */
export function sortRows(
  rows: readonly ServiceRow[],
  order: ServiceOrder | undefined,
  compare: (a: string, b: string) => number,
): readonly ServiceRow[] {
  if (!order) return rows
  const direction = order.descending ? -1 : 1
  return [...rows].sort((one, other) => direction * differ(one, other, order.column, compare))
}

function differ(
  one: ServiceRow,
  other: ServiceRow,
  column: ServiceOrder['column'],
  compare: (a: string, b: string) => number,
): number {
  switch (column) {
    case 'service':
      return compare(one.name, other.name)
    case 'class':
      return classRank(one) - classRank(other)
    case 'power':
      return (one.watts ?? -1) - (other.watts ?? -1)
    case 'copies':
      return one.declared - other.declared
    case 'survival':
      return frailty(one) - frailty(other)
  }
}

function classRank({ service }: ServiceRow): number {
  const [first] = service.sites
  return first ? CLASSES.indexOf(first.recovery.class) : CLASSES.length
}

/** Greater where less takes it down: each level counts for more than all the larger losses together. */
function frailty({ verdicts }: ServiceRow): number {
  return SURVIVAL_LEVELS.reduce((sum, level) => sum * VERDICTS.length + VERDICTS.indexOf(verdicts[level]), 0)
}

function gravest(sites: readonly CloudSiteView[], level: SurvivalLevel): Verdict {
  return sites.reduce<Verdict>((worst, { survival }) => {
    const { verdict } = survival[level]
    return VERDICTS.indexOf(verdict) > VERDICTS.indexOf(worst) ? verdict : worst
  }, 'kept')
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
