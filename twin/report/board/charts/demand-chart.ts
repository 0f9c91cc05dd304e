import type { Day } from '../../../model/day.ts'
import type { SupplyView } from '../../../protocol/build-out.ts'
import type { BoardChart, BoardData } from '../board-data.ts'
import type { BoardLanguage } from '../board-language.ts'
import { placeNameOf } from '../board-words-of.ts'
import * as parts from './chart-parts.ts'

const HEIGHT = 140
/** Supply that is so much more than all that is wanted goes out of the picture: a gap must be seen. */
const MOST_OF_DEMAND = 2
type Pool = SupplyView['pools'][number]

/** What is there against what is wanted where most is short, else where most is there. Undefined where there is neither. */
export function demandChart({ supply, view }: BoardData, language: BoardLanguage): BoardChart | undefined {
  const pool = supply && shownPool(supply)
  if (!pool) return undefined
  const { measure, steps } = pool
  const part = `${placeNameOf(pool, language)}, ${language.t(`buildOut.measure.${measure}`)}`
  const caption = `${language.t('buildOut.demand')}: ${part}`
  const plot = { left: 70, right: parts.WIDTH - 14, top: 10, bottom: HEIGHT - 40 }
  const from = steps[0]?.day ?? view.dataDate
  const last = steps.at(-1)?.day ?? from
  const to = parts.beyond(from, last)
  const time = parts.timeScale(from as Day, to as Day, plot)
  const most = Math.max(...steps.map((step) => step.supply))
  const shown = Math.min(most, MOST_OF_DEMAND * Math.max(...steps.map(({ demand }) => demand)))
  const values = parts.valueScale(Math.max(shown, ...steps.map(({ demand }) => demand)), plot, (value) =>
    language.amount(measure, value),
  )
  const [there, wanted] = (['supply', 'demand'] as const).map((of) =>
    steps.map((step) => ({ day: step.day, value: step[of] })),
  )
  const gaps = steps.flatMap(({ day, demand, supply: has }, at) => {
    if (demand <= has) return []
    const [x, end] = [time.x(day), time.x(steps[at + 1]?.day ?? to)]
    const [top, bottom] = [values.y(demand), values.y(has)]
    const box = `x="${x.toFixed(1)}" y="${top.toFixed(1)}" width="${(end - x).toFixed(1)}" height="${(bottom - top).toFixed(1)}"`
    return `<rect ${box} fill="url(#gap)"/>`
  })
  const entries = [
    [
      parts.lineMark(parts.ACCENT, '', 2),
      language.t('buildOut.supplied') +
        (most > shown ? ` (${language.say('upTo', { most: language.amount(measure, most) })})` : ''),
    ],
    [parts.lineMark(parts.INK, '6 3'), language.t('buildOut.demanded')],
    ...(gaps.length === 0 ? [] : ([[parts.fillMark('url(#gap)', parts.GAP), language.t('buildOut.short')]] as const)),
  ] as const
  const hatch = `<defs><clipPath id="plot"><rect x="${plot.left}" y="${plot.top - 3}" width="${plot.right - plot.left}" height="${plot.bottom - plot.top + 6}"/></clipPath><pattern id="gap" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fbe4e1"/><path d="M0 0V5" stroke="${parts.GAP}" stroke-width="2"/></pattern></defs>`
  const svg = parts.picture(HEIGHT, caption, [
    ...[hatch, values.svg, time.svg, ...gaps],
    `<path clip-path="url(#plot)" d="${parts.stairs(there ?? [], to, time, values)}" fill="none" ${parts.strokeOf(parts.ACCENT, '', 2)}/>`,
    `<path d="${parts.stairs(wanted ?? [], to, time, values)}" fill="none" ${parts.strokeOf(parts.INK, '6 3')}/>`,
    parts.legend(HEIGHT - 5, entries),
  ])
  return { name: 'demand', caption, part, svg }
}

/** Where most is short, power before all else; else the greatest supply of power. */
function shownPool({ pools }: SupplyView): Pool | undefined {
  const rank = ({ measure, steps }: Pool) => {
    const short = Math.max(...steps.map(({ demand, supply }) => demand - supply))
    const most = Math.max(...steps.map(({ supply }) => supply))
    return [short > 0 ? 1 : 0, measure === 'power' ? 1 : 0, short > 0 ? short : most]
  }
  return [...pools].sort((one, other) => {
    const [a, b] = [rank(one), rank(other)]
    return a.map((value, at) => (b[at] ?? 0) - value).find((difference) => difference !== 0) ?? 0
  })[0]
}
