import type { BuildOutView } from '../../../protocol/build-out.ts'
import { useTwin } from '../../twin-context.ts'
import { supposedText } from '../../ui/supposed-text.ts'
import { useTranslator } from '../../ui/translator-context.ts'

/** Says, as long as it is so, that the page shows what is supposed and not the programme, and leads out of it. */
export function SupposedBar({ view }: { readonly view: BuildOutView }) {
  const { place } = useTwin()
  const translator = useTranslator()
  const { nameOf, t } = translator
  const scenario = view.scenarios.find(({ id }) => id === view.scenario)
  if (view.delays.length === 0 && !scenario) return null
  const end = () => {
    const { buildOut, go } = place.getState()
    go({ buildOut: { ...buildOut, delays: [], scenario: undefined } })
  }
  return (
    <section className="supposed-bar" aria-label={t('buildOut.supposed')}>
      <strong>{t('buildOut.supposed')}</strong>
      <span>
        {[
          ...(scenario ? [`${t('buildOut.scenario')}: ${nameOf(scenario)}`] : []),
          ...view.delays.map((delay) => supposedText(view, delay, translator)),
        ].join('; ')}
      </span>
      <button type="button" onClick={end}>
        {t('suppose.close')}
      </button>
    </section>
  )
}
