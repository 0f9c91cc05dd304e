import type { BuildOutView } from '../../../protocol/build-out.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useBuildOutWords } from './use-build-out-words.ts'

/** Says, as long as it is so, that the page shows what is supposed and not the programme, and leads out of it. */
export function SupposedBar({ view }: { readonly view: BuildOutView }) {
  const { place } = useTwin()
  const { nameOf, t } = useTranslator()
  const words = useBuildOutWords(view)
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
          ...view.delays.map(({ activity, minutes }) => supposed(activity, minutes)),
        ].join('; ')}
      </span>
      <button type="button" onClick={end}>
        {t('suppose.close')}
      </button>
    </section>
  )

  function supposed(id: string, minutes: number): string {
    const dayMinutes = view.activities.find((one) => one.id === id)?.dayMinutes ?? 0
    const days = Math.round(minutes / Math.max(1, dayMinutes))
    return `${words.nameOf(id)}: ${t(days < 0 ? 'suppose.less' : 'suppose.more', { count: Math.abs(days) })}`
  }
}
