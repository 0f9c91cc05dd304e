import { SURVIVAL_LEVELS, type Verdict } from '../../../analysis/survival/verdict.ts'
import type { SurvivalView } from '../../../protocol/cloud.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { SURVIVAL_SIGNS } from './survival-signs.ts'

interface SurvivalMarkProps {
  readonly verdict: Verdict
  /** Shows the word beside the sign; else it is there for screen readers only. @default false */
  readonly withText?: boolean
}

/** What a loss does to a service, by shape first; the word is always there. */
export function SurvivalMark({ verdict, withText = false }: SurvivalMarkProps) {
  const { t } = useTranslator()
  const { outline, sign } = SURVIVAL_SIGNS[verdict]
  const text = t(`services.verdict.${verdict}`)
  return (
    <>
      <svg className={`survival-mark is-${verdict}`} viewBox="0 0 12 12" aria-hidden="true">
        <path d={outline} />
        <path className="survival-sign" d={sign} />
      </svg>
      <span className={withText ? undefined : 'visually-hidden'}>{withText ? ` ${text}` : text}</span>
    </>
  )
}

/** The six losses in a line, each with its word and its sign. */
export function SurvivalMarks({ survival }: { readonly survival: SurvivalView }) {
  const { t } = useTranslator()
  return (
    <ul className="survival-marks" aria-label={t('services.marks')}>
      {SURVIVAL_LEVELS.map((level) => {
        const { verdict } = survival[level]
        return (
          <li key={level} title={`${t(`services.level.${level}`)}: ${t(`services.verdict.${verdict}`)}`}>
            <SurvivalMark verdict={verdict} /> <span>{t(`services.short.${level}`)}</span>
          </li>
        )
      })}
    </ul>
  )
}
