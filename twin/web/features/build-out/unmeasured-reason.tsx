import type { BuildOutCurve, BuildOutView } from '../../../protocol/build-out.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useBuildOutWords } from './use-build-out-words.ts'

interface UnmeasuredReasonProps {
  readonly view: BuildOutView
  readonly curve: BuildOutCurve
}

/** Why nobody can say how a measure stands, with the activities that nobody reports. */
export function UnmeasuredReason({ view, curve: { measure, unreported, why } }: UnmeasuredReasonProps) {
  const { t } = useTranslator()
  const words = useBuildOutWords(view)
  const name = t(`buildOut.measure.${measure}`)
  if (why === 'nothing-planned')
    return <p className="build-out-reason">{t('buildOut.nothingPlanned', { measure: name })}</p>
  return (
    <p className="build-out-reason">
      {t('buildOut.notReported', {
        measure: name,
        names: unreported.map(words.nameOf).join('; '),
        count: unreported.length,
      })}
    </p>
  )
}
