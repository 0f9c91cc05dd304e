import type { BuildOutView } from '../../../protocol/build-out.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { LateSign } from './late-sign.tsx'
import { useBuildOutWords } from './use-build-out-words.ts'
import { verdictOf } from './verdict.ts'

/** As many late ones as a sentence holds. */
const MOST_NAMED = 3

/** How far it is, in a sentence or two: what was wanted by the next such day, what is late, what comes next. */
export function VerdictLine({ view }: { readonly view: BuildOutView }) {
  const { t, day } = useTranslator()
  const words = useBuildOutWords(view)
  const { by, late, next, promised } = verdictOf(view)
  const sums = promised.map(({ measure, ready, wanted }) =>
    t(`buildOut.readyOf.${measure}`, { ready: words.amount(measure, ready), wanted: words.amount(measure, wanted) }),
  )
  const named = late
    .slice(0, MOST_NAMED)
    .map(({ activity, days }) => t('buildOut.lateOne', { name: words.nameOf(activity), days: words.lateness(days) }))
  return (
    <div className="build-out-verdict">
      <p className="verdict-said">
        <LateSign days={late[0]?.days ?? 0} />{' '}
        {by === undefined
          ? t('buildOut.nothingPromised')
          : t('buildOut.verdict', { day: day(by), sums: sums.join(', ') })}{' '}
        {late.length === 0
          ? t('buildOut.noneLate')
          : t('buildOut.someLate', { names: named.join('; '), count: late.length })}
      </p>
      {next && (
        <p className="is-quiet-text">
          {t('buildOut.next', { name: words.nameOf(next.activity), day: day(next.day) })}
          {next.late !== null && ` (${words.lateness(next.late)})`}
        </p>
      )}
    </div>
  )
}
