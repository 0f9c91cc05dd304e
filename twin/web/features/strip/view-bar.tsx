import { VIEWS } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'

/** How it is shown (key T). */
export function ViewBar() {
  const { place } = useTwin()
  const { t } = useTranslator()
  const view = usePlace((state) => state.view)
  return (
    <Segmented
      label={t('view.label')}
      choices={VIEWS}
      chosen={view}
      textOf={(choice) => t(`view.${choice}`)}
      onChoose={(choice) => place.getState().go({ view: choice })}
    />
  )
}
