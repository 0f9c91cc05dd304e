import type { BuildOutView } from '../../../protocol/build-out.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useBuildOutWords } from './use-build-out-words.ts'

interface BuildOutHeadProps {
  readonly view: BuildOutView
  /** What the view was asked by. */
  readonly query: URLSearchParams
}

/** Title, the day until which reports count, what is made up or assumed, and what it is measured by. */
export function BuildOutHead({ view, query }: BuildOutHeadProps) {
  const { place } = useTwin()
  const { language, nameOf, t, day: dayText } = useTranslator()
  const words = useBuildOutWords(view)
  const assumed = view.activities.filter(({ source }) => source === 'assumed').length
  const change = (more: { readonly baseline?: string } | { readonly scenario: string | undefined }) => {
    const { buildOut, go } = place.getState()
    go({ buildOut: { ...buildOut, ...more } })
  }
  const asked = new URLSearchParams([...query, ['lang', language === 'sr-Cyrl' ? 'sr' : language]])
  return (
    <div className="place-head">
      <h1>{t('buildOut.title')}</h1>
      {view.isScenario && (
        <span className="badge is-scenario" title={t('buildOut.scenarioHint')}>
          {t('buildOut.scenario')}
        </span>
      )}
      <span className="is-quiet-text">{t('buildOut.dataDateIs', { day: dayText(view.dataDate) })}</span>
      {assumed > 0 && (
        <span className="provenance is-assumed">
          {t('buildOut.assumed', { count: assumed, all: view.activities.length })}
        </span>
      )}
      <div className="place-tools">
        <a href={`/api/build-out/board.html?${asked}`}>{t('buildOut.board')}</a>
        <a href={`/api/build-out/milestones.ics?${asked}`} download>
          {t('buildOut.calendar')}
        </a>
        {view.baselines.length > 1 && (
          <label>
            {t('buildOut.baseline')}{' '}
            <select value={view.baseline ?? ''} onChange={(event) => change({ baseline: event.target.value })}>
              {view.baselines.map(({ id }) => (
                <option key={id} value={id}>
                  {words.baselineOf(id)}
                </option>
              ))}
            </select>
          </label>
        )}
        {view.scenarios.length > 0 && (
          <label>
            {t('buildOut.scenario')}{' '}
            <select
              value={view.scenario ?? ''}
              onChange={(event) => change({ scenario: event.target.value === '' ? undefined : event.target.value })}
            >
              <option value="">{t('buildOut.programme')}</option>
              {view.scenarios.map((one) => (
                <option key={one.id} value={one.id}>
                  {nameOf(one)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </div>
  )
}
