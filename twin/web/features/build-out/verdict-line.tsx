import type { BuildOutRiskView, BuildOutView, SupplyView } from '../../../protocol/build-out.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { LateSign } from './late-sign.tsx'
import { useBuildOutWords } from './use-build-out-words.ts'
import { doubtful, verdictOf } from './verdict.ts'

/** As many late ones as a sentence holds. */
const MOST_NAMED = 3

interface VerdictLineProps {
  readonly view: BuildOutView
  /** Demand against supply; undefined until it is there. */
  readonly supply: SupplyView | undefined
  /** Undefined until it is there, and where nothing is estimated. */
  readonly risk: BuildOutRiskView | undefined
  /** It is on its way. */
  readonly isAsking: boolean
}

/** How far it is, in a few sentences: what was wanted by the next such day, what is late or likely to be, who will have no room, what comes next. */
export function VerdictLine({ view, supply, risk, isAsking }: VerdictLineProps) {
  const { nameOf, t, day } = useTranslator()
  const words = useBuildOutWords(view)
  const { by, hasDays, late, next, promised } = verdictOf(view)
  const sums = promised.map(({ measure, ready, wanted }) =>
    t(`buildOut.readyOf.${measure}`, { ready: words.amount(measure, ready), wanted: words.amount(measure, wanted) }),
  )
  const named = late
    .slice(0, MOST_NAMED)
    .map(({ activity, days }) => t('buildOut.lateOne', { name: words.nameOf(activity), days: words.lateness(days) }))
  const missed = supply?.unmet.slice(0, MOST_NAMED).map((one) =>
    t(one.until === null ? 'buildOut.missedForGood' : 'buildOut.missedOne', {
      ...{ name: nameOf(one), short: words.amount(one.measure, one.short) },
      ...{ from: day(one.from), until: one.until === null ? '' : day(one.until) },
    }),
  )
  const unsure = risk ? doubtful(view, risk) : []
  const unsureNames = unsure
    .slice(0, MOST_NAMED)
    .map(({ activity, p50 }) => t('buildOut.doubtfulOne', { name: words.nameOf(activity), p50: day(p50) }))
  return (
    <div className="build-out-verdict">
      <p className="verdict-said">
        <LateSign days={late[0]?.days ?? 0} />{' '}
        {by !== undefined && `${t('buildOut.verdict', { day: day(by), sums: sums.join(', ') })} `}
        {late.length > 0
          ? t('buildOut.someLate', { names: named.join('; '), count: late.length })
          : t(hasDays ? 'buildOut.noneLate' : 'buildOut.nothingPromised')}
      </p>
      {unsure.length > 0 && (
        <p className="verdict-said">
          {t('buildOut.doubtful', { names: unsureNames.join('; '), count: unsure.length })}
        </p>
      )}
      {missed && missed.length > 0 && (
        <p className="verdict-said">
          <MissedSign /> {t('buildOut.missed', { names: missed.join('; ') })}
        </p>
      )}
      {missed === undefined && isAsking && <p className="is-quiet-text">{t('buildOut.demandLoading')}</p>}
      {missed?.length === 0 && <p className="is-quiet-text">{t('buildOut.allMet')}</p>}
      {next && (
        <p className="is-quiet-text">
          {t('buildOut.next', { name: words.nameOf(next.activity), day: day(next.day) })}
          {next.late !== null && ` (${words.lateness(next.late)})`}
        </p>
      )}
    </div>
  )
}

/** A box that is too small for what is to go in. */
function MissedSign() {
  return (
    <svg viewBox="0 0 12 12" className="late-sign is-missed" aria-hidden="true">
      <path d="M1 4V11H11V4M6 1V7M3.5 4.5L6 7L8.5 4.5" />
    </svg>
  )
}
