import type { Programme } from '../../../model/programme.ts'
import { ForeignIds } from '../foreign-ids.ts'
import type { ScheduleFormat } from '../foreign-schedule.ts'

const BY = { msproject: 'MS Project', p6: 'Primavera P6', xer: 'Primavera P6' } as const

/** What a format can say of a programme, as it comes back from there. */
export function sayable(programme: Programme, format: ScheduleFormat): Programme {
  const { activities, calendars, name = 'Oblak', reports } = programme
  const used = new Set(activities.map(({ calendar }) => calendar))
  const durations = new Map(activities.map(({ duration, id }) => [id, duration]))
  // Calendars of other programs have a name and no id.
  const ids = new ForeignIds()
  const named = new Map(calendars.filter(({ id }) => used.has(id)).map(({ id, name }) => [id, ids.idOf(name, id)]))
  const renamed = activities.map((one) => ({ ...one, calendar: named.get(one.calendar) ?? '' }))
  return {
    ...{ ...programme, name, isScenario: false },
    calendars: calendars.filter(({ id }) => used.has(id)).map((one) => ({ ...one, id: named.get(one.id) ?? '' })),
    activities: renamed,
    baselines: baselinesOf(programme, format),
    reports: reports.map(({ remaining, ...report }) => {
      const left = Math.round((durations.get(report.activity) ?? 0) * (1 - report.done))
      const isTold = remaining !== undefined && remaining !== left && report.finished === undefined
      return { ...report, by: BY[format], ...(isTold && { remaining }) }
    }),
  }
}

/** MS Project numbers them, and does not say when they were agreed. */
function baselinesOf({ baselines, dataDate }: Programme, format: ScheduleFormat): Programme['baselines'] {
  if (format !== 'msproject') return baselines
  return baselines.map(({ dates }, at) => ({
    ...{
      id: at === 0 ? 'baseline' : `baseline-${at}`,
      name: at === 0 ? 'Baseline' : `Baseline ${at}`,
      set: dataDate,
      dates,
    },
  }))
}

/** The programme without lags that MS Project counts otherwise: by neither the calendar of what waits, nor day and night. */
export function withCountableLags(programme: Programme): Programme {
  const calendarOf = new Map(programme.activities.map(({ calendar, id }) => [id, calendar]))
  return {
    ...programme,
    links: programme.links.filter(
      ({ from, lag, to }) =>
        lag === 0 || calendarOf.get(from) === calendarOf.get(to) || calendarOf.get(from) === 'always',
    ),
  }
}
