import { lastReports, leftOf } from '../../../analysis/build-out/programme-status.ts'
import type {
  DateConstraint,
  Link,
  Programme,
  ProgrammeActivity,
  ProgressReport,
  WorkPackage,
} from '../../../model/programme.ts'
import type { ScheduleFormat } from '../foreign-schedule.ts'
import { type JoinedCalendars, joinCalendars } from './join-calendars.ts'
import { type Partners, partnersOf } from './partners.ts'

/** A programme with the dates, links, calendars and progress of a contractor's plan in it. */
export interface JoinedPlan {
  /** All of the programme that was there, in its order; what came stands behind it. */
  readonly programme: Programme
  readonly calendars: JoinedCalendars
  readonly partners: Partners
  /** Ids of activities that only the other plan has, which came. */
  readonly came: readonly string[]
  /** Ids of activities that only the programme has, which stayed as they were. */
  readonly stayed: readonly string[]
  /** Work packages that came with them. */
  readonly packages: readonly WorkPackage[]
  readonly reports: readonly ProgressReport[]
}

/** Whole percent only: so far may a share be off that comes back from there. */
const OFF: Readonly<Record<ScheduleFormat, number>> = { msproject: 0.005_001, p6: 1e-6, xer: 1e-6 }

/**
 * Joins another plan to a programme. Of activities that both have, duration, calendar, links and days that are set come from the plan; places, gates, levels, hand-overs,
 * estimates, budgets, names and edits of the estate stay. What only one of them has stays or comes as it is.
 */
export function joinPlan(own: Programme, plan: Programme, format: ScheduleFormat): JoinedPlan {
  const calendars = joinCalendars(own.calendars, plan.calendars)
  const partners = partnersOf(own.activities, plan.activities)
  const ofOther = (id: string) => partners.ofOther.get(id) ?? id
  const byOwn = new Map(plan.activities.map((activity) => [ofOther(activity.id), activity]))
  const known = new Set(own.activities.map(({ id }) => id))
  const packages = partnersOf(own.packages, plan.packages)
  const sums = own.currency === plan.currency
  const came = plan.activities
    .filter(({ id }) => !partners.ofOther.has(id))
    .map(
      ({ budget, ...activity }): ProgrammeActivity => ({
        ...activity,
        ...{ calendar: calendars.ofOther.get(activity.calendar) ?? activity.calendar },
        ...{ package: packages.ofOther.get(activity.package) ?? activity.package, ...(sums && budget && { budget }) },
      }),
    )
  const newPackages = plan.packages.filter(
    ({ id }) => !packages.ofOther.has(id) && came.some((activity) => activity.package === id),
  )
  const activities = own.activities.map((activity) => {
    const foreign = byOwn.get(activity.id)
    return foreign ? joined(activity, foreign, { format, calendars, sums }) : activity
  })
  const calendarOf = new Map([...activities, ...came].map(({ calendar, id }) => [id, calendar]))
  const ownLinks = new Map(own.links.map((link) => [alikeKey(link), link]))
  const fromPlan = plan.links.map(({ lagCalendar, ...link }): Link => {
    const made = {
      ...{ ...link, from: ofOther(link.from), to: ofOther(link.to) },
      ...(lagCalendar !== undefined && { lagCalendar: calendars.ofOther.get(lagCalendar) ?? lagCalendar }),
    }
    // MS Project counts a lag by the calendar of what waits: of one that only another counts here nothing else is said there.
    const isOfWaiting = format === 'msproject' && made.lagCalendar === calendarOf.get(made.to)
    return (isOfWaiting && ownLinks.get(alikeKey(made))) || made
  })
  // A link to or from what the plan does not have is none that it could have changed.
  const stayedLinks = own.links.filter(({ from, to }) => !byOwn.has(from) || !byOwn.has(to))
  const dataDate = plan.dataDate > own.dataDate ? plan.dataDate : own.dataDate
  const base = { ...own, activities, dataDate }
  const reports = newReports(base, plan, { ofOther, known, sums, off: OFF[format] })
  return {
    ...{ calendars, partners, packages: newPackages, reports, came: came.map(({ id }) => id) },
    stayed: own.activities.flatMap(({ id }) => (byOwn.has(id) ? [] : [id])),
    programme: {
      ...{ ...base, calendars: calendars.calendars, packages: [...own.packages, ...newPackages] },
      ...{ activities: [...activities, ...came], links: [...stayedLinks, ...fromPlan] },
      reports: [...own.reports, ...reports],
    },
  }
}

/** What two links have in common that differ in nothing but the calendar of their lag. */
function alikeKey({ from, lag, to, type }: Link): string {
  return `${from} ${type} ${to} ${lag}`
}

function joined(
  own: ProgrammeActivity,
  foreign: ProgrammeActivity,
  about: { readonly format: ScheduleFormat; readonly calendars: JoinedCalendars; readonly sums: boolean },
): ProgrammeActivity {
  const calendar = about.calendars.ofOther.get(foreign.calendar) ?? foreign.calendar
  // MS Project knows no level of effort.
  const kind = about.format === 'msproject' && own.kind === 'level-of-effort' ? own.kind : foreign.kind
  const constraints = constraintsOf(own.constraints, foreign.constraints, about.format)
  const isOther =
    own.duration !== foreign.duration || textOf(own.constraints) !== textOf(constraints) || own.kind !== kind
  const budget = own.budget ?? (about.sums ? foreign.budget : undefined)
  return {
    ...{ ...own, calendar, kind, constraints, duration: foreign.duration },
    ...{ source: isOther ? foreign.source : own.source },
    ...(budget && { budget }),
  }
}

/** Days of the plan, and those of ours that its format cannot say beside them. */
function constraintsOf(
  own: readonly DateConstraint[],
  foreign: readonly DateConstraint[],
  format: ScheduleFormat,
): readonly DateConstraint[] {
  const isDeadline = ({ kind }: DateConstraint) => kind === 'finish-no-later'
  const unsayable = format === 'msproject' ? own.filter((one) => !isDeadline(one)).slice(1) : own.slice(2)
  const kinds = new Set(foreign.map(({ kind }) => kind))
  return [...foreign, ...unsayable.filter(({ kind }) => !kinds.has(kind))]
}

function textOf(constraints: readonly DateConstraint[]): string {
  return constraints
    .map(({ at, kind }) => `${kind} ${at}`)
    .sort()
    .join()
}

/** What the plan reports other than is known here already. Of what is known here of a later day nothing is new. */
function newReports(
  own: Programme,
  plan: Programme,
  {
    known,
    off,
    ofOther,
    sums,
  }: {
    readonly known: ReadonlySet<string>
    readonly off: number
    readonly ofOther: (id: string) => string
    readonly sums: boolean
  },
): readonly ProgressReport[] {
  const last = lastReports(own, own.dataDate)
  const byId = new Map(own.activities.map((activity) => [activity.id, activity]))
  return plan.reports.flatMap(({ cost: said, ...report }): readonly ProgressReport[] => {
    const activity = ofOther(report.activity)
    const before = last.get(activity)
    const cost = (sums ? said : undefined) ?? before?.cost
    const made: ProgressReport = { ...report, activity, ...(cost !== undefined && { cost }) }
    const mine = byId.get(activity)
    if (!before || !mine || !known.has(activity)) return [made]
    const isSame =
      Math.abs(before.done - made.done) <= off &&
      before.started === made.started &&
      before.finished === made.finished &&
      before.cost === made.cost &&
      Math.abs(leftOf(mine, before) - leftOf(mine, made)) <= Math.max(1, off * mine.duration)
    return isSame || before.at > made.at ? [] : [made]
  })
}
