import { SURVIVAL_LEVELS, type SurvivalLevel } from '../../../analysis/survival/verdict.ts'
import type { CloudSiteView, SurvivalVerdictView, SurvivalView } from '../../../protocol/cloud.ts'
import type { Translator } from '../../i18n/translator.ts'

const NO_NUMBER = '–'

/** In a sentence how many copies a loss leaves, of how many that are needed. */
export function survivalSentence(
  { copies, copiesLeft, copiesNeeded, why }: SurvivalVerdictView,
  { rto }: Pick<CloudSiteView['recovery'], 'rto'>,
  { count, figure, t }: Pick<Translator, 't' | 'count' | 'figure'>,
): string {
  // What is away already is not taken by the loss.
  if (copies === 0 && why === 'no copy left') return t('services.noneRuns', { needed: copiesNeeded ?? NO_NUMBER })
  const number = (value: number | null) => (value === null ? NO_NUMBER : count(value))
  return t(`services.why.${why}`, {
    left: number(copiesLeft),
    copies: number(copies),
    needed: number(copiesNeeded),
    rto: rto === null ? NO_NUMBER : figure(rto, 's'),
  })
}

/** The smallest loss that takes it down; else the smallest that leaves it with less; else the smallest of which nobody knows; undefined where it goes on after each. */
export function worstLoss(survival: SurvivalView): SurvivalLevel | undefined {
  return (
    SURVIVAL_LEVELS.find((level) => survival[level].verdict === 'lost') ??
    SURVIVAL_LEVELS.find((level) => survival[level].verdict === 'reduced') ??
    SURVIVAL_LEVELS.find((level) => survival[level].verdict === 'unknown')
  )
}
