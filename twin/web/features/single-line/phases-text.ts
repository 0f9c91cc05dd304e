import type { ChainView } from '../../../protocol/planning.ts'
import type { Translator } from '../../i18n/translator.ts'

/** `16.0 / 10.0 / 4.00 A · N 10.4 A · 60.0 %`; empty where nothing is known by line. */
export function phasesText(
  phases: ChainView['nodes'][number]['phases'],
  { measured }: Pick<Translator, 'measured'>,
): string {
  if (!phases) return ''
  const lines = phases.amperes.map((current) => measured(current, 'A')).join(' / ')
  const neutral = phases.neutral === undefined || phases.neutral === null ? [] : [`N ${measured(phases.neutral, 'A')}`]
  return [lines, ...neutral, measured(phases.imbalance, 'share')].join(' · ')
}
