import { useStore } from 'zustand'
import type { FailView } from '../../../protocol/planning.ts'
import { useTwin } from '../../twin-context.ts'
import { BasisText } from '../../ui/basis-text.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useNow } from '../../ui/use-now.ts'

/** An age is told so exactly. */
const TICK_MS = 5_000

/** What the answer rests on, how old its loads are, and the question once more. */
export function AnswerBasis({ basis }: { readonly basis: FailView['basis'] }) {
  const { whatIf } = useTwin()
  const { t, ago, dateTime } = useTranslator()
  const { answeredAt, askAgain, asking } = useStore(whatIf)
  const now = useNow(TICK_MS)
  return (
    <p className="what-if-basis is-quiet-text">
      <BasisText basis={basis} />
      {answeredAt !== undefined && (
        <span title={dateTime(answeredAt)}>{t('whatIf.loadsOf', { ago: ago(answeredAt, now) })}</span>
      )}
      <button type="button" disabled={asking} title={t('whatIf.askAgainHint')} onClick={askAgain}>
        {t('whatIf.askAgain')}
      </button>
    </p>
  )
}
