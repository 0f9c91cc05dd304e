import { programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { supplyTold } from '../../analysis/supply/supply-view.ts'
import { ListedEstate } from '../../kit/testing/listed-estate.ts'
import { days } from '../../kit/testing/office-calendar.ts'
import { day, report, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Programme, ProgrammeActivity, ProgrammeDemand } from '../../model/programme.ts'
import type { SquareMetres, Watts } from '../../model/units.ts'
import { riskView } from '../../server/build-out/risk/risk-source.ts'
import type { BoardData } from '../board/board-data.ts'
import { begun, boardView } from './board-view.ts'

const place = 'zajecar' as ThingPath

/** The small programme, begun and late, and a service of 800 kW that comes before it is ready. */
export function smallBoard(): BoardData {
  const small = begun()
  const imaging = { id: 'imaging', name: 'Imaging', place, from: day('2026-10-26'), power: 800_000 as Watts }
  return boardOf({
    ...small,
    packages: small.packages.map((one) => ({ ...one, place })),
    demand: [{ ...imaging, source: 'assumed' }],
  })
}

/** More of everything than two pages have room for: packages, milestones, services without room, notes, power without a test; and each by a long name. */
export function crowdedBoard(name: string): BoardData {
  const small = smallProgramme()
  const numbers = Array.from({ length: 40 }, (_, at) => at)
  const activities = numbers.flatMap((at) =>
    small.activities
      .filter(({ id }) => at > 0 || id !== 'test')
      .map(
        (one): ProgrammeActivity => ({
          ...one,
          ...{ id: `${one.id}-${at}`, name: `${name} ${at}`, package: `block-${at}`, gate: 'construction' },
          estimate: { low: days(1), likely: one.duration, high: days(60) },
          ...(one.handsOver && { handsOver: { ...one.handsOver, area: 100_000 as SquareMetres } }),
        }),
      ),
  )
  const known = new Set(activities.map(({ id }) => id))
  const demand = numbers.map(
    (at): ProgrammeDemand => ({
      ...{ id: `service-${at}`, name: `${name} ${at}`, place, from: day('2026-09-08'), power: 9e7 as Watts },
      source: 'assumed',
    }),
  )
  return boardOf({
    ...small,
    dataDate: day('2026-11-30'),
    packages: numbers.map((at) => ({
      id: `block-${at}`,
      name: `${name} ${at}`,
      place,
      source: 'assumed',
      note: `${name} `.repeat(9),
    })),
    activities,
    links: numbers
      .flatMap((at) => small.links.map((link) => ({ ...link, from: `${link.from}-${at}`, to: `${link.to}-${at}` })))
      .filter(({ from, to }) => known.has(from) && known.has(to)),
    baselines: small.baselines.map((one) => ({
      ...one,
      dates: new Map(numbers.flatMap((at) => [...one.dates].map(([id, dates]) => [`${id}-${at}`, dates] as const))),
    })),
    reports: [report('build-1', '2026-11-20', { started: day('2026-09-07'), done: 0.5 as never, cost: 150 })],
    demand,
  })
}

function boardOf(programme: Programme): BoardData {
  const sources = { estate: new ListedEstate([]), sites: [], reserved: { plans: [], reservations: [] } }
  return {
    view: boardView(programme),
    risk: riskView({ programme, runs: 50, seed: 1 }),
    supply: supplyTold(programmeStatus(programme), sources, 'declared'),
  }
}
