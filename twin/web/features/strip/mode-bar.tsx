import { MODES } from '../../state/mode.ts'
import { useTwin } from '../../twin-context.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'

/** What is shown as colour (keys 1 to 9). */
export function ModeBar() {
  const { place } = useTwin()
  const { t } = useTranslator()
  const mode = usePlace((state) => state.mode)
  return (
    <Segmented
      label={t('mode.label')}
      choices={MODES}
      chosen={mode}
      textOf={(choice) => t(`mode.${choice}`)}
      onChoose={(choice) => place.getState().go({ mode: choice })}
    />
  )
}
