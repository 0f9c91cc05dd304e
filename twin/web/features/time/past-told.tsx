import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'

/** What is shown of a past day, and what of it is not recorded. */
export function PastTold({
  since,
}: {
  /** The first day of which readings are kept. */ readonly since: string | undefined
}) {
  const { past } = useTwin()
  const { t, day } = useTranslator()
  if (!past) return null
  if (past.isMeasured) return `${t('past.measured')}${past.mayLackAlarms ? ` ${t('past.mayLack')}` : ''}`
  return `${t('past.notMeasured')}${since === undefined ? '' : ` ${t('past.recordedSince', { day: day(since) })}`}`
}
