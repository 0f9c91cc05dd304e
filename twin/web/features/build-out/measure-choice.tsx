import type { CurveMeasure } from '../../state/build-out-options.ts'
import { useTwin } from '../../twin-context.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

interface MeasureChoiceProps {
  readonly choices: readonly CurveMeasure[]
  readonly chosen: CurveMeasure
}

/** Of what charts tell: one choice for all of them, in the address. */
export function MeasureChoice({ choices, chosen }: MeasureChoiceProps) {
  const { place } = useTwin()
  const { t } = useTranslator()
  return (
    <Segmented
      {...{ choices, chosen }}
      label={t('buildOut.measure')}
      textOf={(measure) => t(`buildOut.measure.${measure}`)}
      onChoose={(measure) => {
        const { buildOut, go } = place.getState()
        go({ buildOut: { ...buildOut, measure } })
      }}
    />
  )
}
