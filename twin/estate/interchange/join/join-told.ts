import { foldText } from '../../../model/fold-text.ts'
import type { Link, Programme, ProgrammeActivity, WorkCalendar } from '../../../model/programme.ts'
import { lengthsOf, type WorkLengths } from '../../../model/work-amount.ts'
import { constraintFields } from '../../programme/date-constraints.ts'
import { linkText, NO_LENGTHS } from '../../programme/written-parts.ts'
import type { JoinedPlan } from './join-plan.ts'

/** The risk is drawn from the estimate, the dates are of the duration. */
const OUTSIDE = ', which what it takes now is outside of: risks are told by it, so estimate it anew'

/** What becomes other by joining a plan, for people: a line to each thing. */
export function joinTold(own: Programme, plan: Programme, joined: JoinedPlan): readonly string[] {
  const { calendars, came, packages, partners, programme, reports, stayed } = joined
  const names = (ids: readonly string[]) => ids.join(', ')
  const now = new Map(programme.activities.map((activity) => [activity.id, activity]))
  const lengths = lengthsIn(programme.calendars)
  const lengthsAfter = (activity: ProgrammeActivity | undefined) => lengths.get(activity?.calendar ?? '') ?? NO_LENGTHS
  const idle = new Set(stayed)
  const shared = programme.activities.filter(({ calendar, id }) => idle.has(id) && calendars.changed.has(calendar))
  return [
    ...partners.byName.map(
      ({ other, own: id }) => `${other} of the file is ${id}: they have one name and no id in common`,
    ),
    ...(came.length > 0 ? [`only in the file, and added: ${names(came)}`] : []),
    ...(packages.length > 0 ? [`work packages added for them: ${names(packages.map(({ id }) => id))}`] : []),
    ...(stayed.length > 0 ? [`only in the programme, and left as they are: ${names(stayed)}`] : []),
    ...[...calendars.changed].map((id) => `the hours of the calendar ${id} are those of the file`),
    ...(shared.length > 0
      ? [`which count too for what is only in the programme: ${names(shared.map(({ id }) => id))}`]
      : []),
    ...calendars.added.map(({ id, name }) => `the calendar ${id} (${name}) is added`),
    ...dataDateTold(own, plan),
    ...changesOf(own, programme, now),
    ...reports.map(({ activity, at, done, finished, remaining, started }) =>
      [
        `${activity}: reported on ${at} ${Number((done * 100).toFixed(2))} %`,
        ...(started === undefined ? [] : [`started ${started}`]),
        ...(finished === undefined ? [] : [`finished ${finished}`]),
        ...(remaining === undefined ? [] : [`${daysText(remaining, lengthsAfter(now.get(activity)))} left`]),
      ].join(', '),
    ),
    ...leftTold(own, plan, joined),
  ]
}

function dataDateTold(own: Programme, plan: Programme): readonly string[] {
  if (plan.dataDate > own.dataDate) return [`the data date is ${plan.dataDate} (was ${own.dataDate})`]
  if (plan.dataDate === own.dataDate) return []
  return [`the file knows progress until ${plan.dataDate} only: the data date stays ${own.dataDate}`]
}

function changesOf(own: Programme, joined: Programme, now: ReadonlyMap<string, ProgrammeActivity>): readonly string[] {
  const [was, is] = [linksOf(own), linksOf(joined)]
  const [before, after] = [lengthsIn(own.calendars), lengthsIn(joined.calendars)]
  const calendarBefore = new Map(own.activities.map(({ calendar, id }) => [id, calendar]))
  const textBefore = (link: Link) =>
    linkText(link, before, (id) => before.get(calendarBefore.get(id) ?? '') ?? NO_LENGTHS)
  const textAfter = (link: Link) => linkText(link, after, (id) => after.get(now.get(id)?.calendar ?? '') ?? NO_LENGTHS)
  return own.activities.flatMap((old) => {
    const one = now.get(old.id)
    if (!one) return []
    const work = (activity: ProgrammeActivity, lengths: typeof before) =>
      daysText(activity.duration, lengths.get(activity.calendar) ?? NO_LENGTHS)
    const days = (activity: ProgrammeActivity) =>
      Object.entries(constraintFields(activity.constraints))
        .map(([field, day]) => `${field} ${day}`)
        .sort()
        .join(', ')
    const other = (what: string, text: string, past: string) =>
      text === past ? [] : [`${what} ${text || 'nothing'} (was ${past || 'nothing'})`]
    const waits = [was.get(old.id) ?? [], is.get(old.id) ?? []].map((links) => links.map(keyOf).sort().join())
    const said = [
      ...(one.duration === old.duration ? [] : other('takes', work(one, after), work(old, before))),
      ...other('works by', one.calendar, old.calendar),
      ...other('is a', one.kind, old.kind),
      ...(waits[0] === waits[1]
        ? []
        : other(
            'waits for',
            (is.get(old.id) ?? []).map(textAfter).join(', '),
            (was.get(old.id) ?? []).map(textBefore).join(', '),
          )),
      ...other('is held by', days(one), days(old)),
    ]
    if (one.estimate && one.duration !== old.duration) {
      const { high, low } = one.estimate
      const isWithin = low <= one.duration && one.duration <= high
      said.push(`its estimate stays as it was${isWithin ? '' : OUTSIDE}`)
    }
    return said.length === 0 ? [] : [`${old.id}: ${said.join('; ')}`]
  })
}

/** What the file says and the programme does not take. */
function leftTold(own: Programme, plan: Programme, { partners }: JoinedPlan): readonly string[] {
  const byId = new Map(own.activities.map((activity) => [activity.id, activity]))
  const pairs = plan.activities.flatMap((foreign) => {
    const mine = byId.get(partners.ofOther.get(foreign.id) ?? '')
    return mine ? [{ foreign, mine }] : []
  })
  const renamed = pairs.filter(
    ({ foreign, mine }) => ![mine.name, mine.nameSr ?? ''].map(foldText).includes(foldText(foreign.name)),
  )
  const dearer = pairs.filter(
    ({ foreign, mine }) => foreign.budget && mine.budget && foreign.budget.amount !== mine.budget.amount,
  )
  const there = new Set(own.baselines.map(({ id }) => id))
  const others = plan.baselines.map(({ id }) => id).filter((id) => !there.has(id))
  const ids = (list: typeof pairs) => list.map(({ mine }) => mine.id).join(', ')
  return [
    ...(renamed.length > 0 ? [`names are other in the file, and stay: ${ids(renamed)}`] : []),
    ...(dearer.length > 0 ? [`budgets are other in the file, and stay: ${ids(dearer)}`] : []),
    ...(others.length > 0 ? [`baselines of the file are not taken: ${others.join(', ')}`] : []),
    ...(plan.currency === own.currency
      ? []
      : [`sums of the file are not taken: they are in ${plan.currency}, and the programme in ${own.currency}`]),
  ]
}

/** In days, so that what it was and what it is stand in one unit. */
function daysText(minutes: number, { day }: WorkLengths): string {
  return day > 0 ? `${Number((minutes / day).toFixed(2))} d` : `${Number((minutes / 60).toFixed(2))} h`
}

function linksOf({ links }: Programme): ReadonlyMap<string, readonly Link[]> {
  const into = new Map<string, Link[]>()
  for (const link of links) {
    const there = into.get(link.to)
    if (there) there.push(link)
    else into.set(link.to, [link])
  }
  return into
}

function keyOf({ from, lag, lagCalendar, type }: Link): string {
  return `${from} ${type} ${lag} ${lagCalendar ?? ''}`
}

function lengthsIn(calendars: readonly WorkCalendar[]) {
  return new Map(calendars.map((calendar) => [calendar.id, lengthsOf(calendar)]))
}
