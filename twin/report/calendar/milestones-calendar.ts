import { type Day, dayAfter, markOf } from '../../model/day.ts'
import type { BuildOutActivity, BuildOutMilestone, BuildOutView } from '../../protocol/build-out.ts'
import type { BoardLanguage } from '../board/board-language.ts'
import { handOverText } from '../board/board-words-of.ts'
import { calendarFile, calendarText } from './calendar-lines.ts'

const DAY_MS = 86_400_000

/**
 * The milestones of a programme as a file of iCalendar (RFC 5545): an event of a whole day each. An event keeps its UID from version to version, so that a calendar that is read again moves
 * it; what is only supposed has UIDs of its own and moves nothing that is real. DTSTAMP and SEQUENCE follow the data date: the same programme gives the same bytes.
 */
export function milestonesCalendar(view: BuildOutView, language: BoardLanguage): string {
  const activities = new Map(view.activities.map((activity) => [activity.id, activity]))
  const name = [language.say('calendarName'), ...supposition(view, language)].join(' · ')
  return calendarFile([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Oblak//Build-out//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${calendarText(name)}`,
    `X-WR-CALNAME:${calendarText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    ...view.milestones.flatMap((milestone) => {
      const activity = activities.get(milestone.activity)
      return activity ? event(milestone, activity, view, language) : []
    }),
    'END:VCALENDAR',
  ])
}

function supposition({ delays, isScenario, scenario }: BuildOutView, language: BoardLanguage): readonly string[] {
  if (isScenario || scenario !== null) return [`${language.t('buildOut.scenario')} ${scenario ?? ''}`.trim()]
  return delays.length > 0 ? [language.say('supposed')] : []
}

function event(
  milestone: BuildOutMilestone,
  activity: BuildOutActivity,
  view: BuildOutView,
  language: BoardLanguage,
): readonly string[] {
  const { day, isDone } = milestone
  const stamp = `${compact(view.dataDate)}T000000Z`
  const text = (property: string, value: string) => `${property};LANGUAGE=${language.language}:${calendarText(value)}`
  const handsOver = handOverText(activity, language)
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(activity.id, view)}`,
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${Math.max(0, Math.floor(markOf(view.dataDate as Day) / DAY_MS))}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(dayAfter(day as Day))}`,
    text('SUMMARY', [summary(activity, view, language), ...(handsOver === '' ? [] : [handsOver])].join(': ')),
    text('DESCRIPTION', description(milestone, activity, view, language)),
    `CATEGORIES;LANGUAGE=${language.language}:${categories(activity, language).map(calendarText).join(',')}`,
    `STATUS:${isDone ? 'CONFIRMED' : 'TENTATIVE'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** With its package: in a calendar of all that somebody has to do, *Opened* says nothing. */
function summary(activity: BuildOutActivity, { packages }: BuildOutView, { nameOf }: BoardLanguage): string {
  const found = packages.find(({ id }) => id === activity.package)
  return found ? `${nameOf(activity)} (${nameOf(found)})` : nameOf(activity)
}

/** The activity in its programme; ids have no letter that a UID could not hold. */
function uidOf(activity: string, { delays, isScenario, scenario }: BuildOutView): string {
  const of = scenario ?? (isScenario ? 'scenario' : undefined)
  return [
    activity,
    ...(of === undefined ? [] : [of]),
    ...(delays.length > 0 ? ['supposed'] : []),
    'build-out@oblak',
  ].join('.')
}

function compact(day: string): string {
  return day.replaceAll('-', '')
}

function description(
  { due, isDone, late, planned }: BuildOutMilestone,
  activity: BuildOutActivity,
  view: BuildOutView,
  language: BoardLanguage,
): string {
  const { day, nameOf, noteOf, say, t } = language
  const found = view.packages.find(({ id }) => id === activity.package)
  const baseline = view.baselines.find(({ id }) => id === view.baseline)
  const note = noteOf(activity)
  return [
    say(isDone ? 'isDone' : 'isExpected'),
    late === null ? say('noTarget') : language.late(late),
    ...(planned === null || !baseline ? [] : [say('baselineDay', { name: nameOf(baseline), day: day(planned) })]),
    ...(due === null ? [] : [say('dueDay', { day: day(due) })]),
    ...(found ? [say('package', { name: nameOf(found) })] : []),
    say('sourceIs', { source: t(`source.${activity.source}`) }),
    say('untilData', { day: day(view.dataDate) }),
    ...(note === undefined ? [] : [note]),
  ].join('\n')
}

function categories({ gate, handsOver, level }: BuildOutActivity, { say }: BoardLanguage): readonly string[] {
  return [
    ...(handsOver ? [say('categoryHandOver')] : []),
    ...(gate === undefined ? [] : [say('categoryGate')]),
    ...(level === undefined ? [] : [say('categoryLevel', { level })]),
  ]
}
