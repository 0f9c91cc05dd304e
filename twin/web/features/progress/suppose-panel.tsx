import { useCallback } from 'react'
import type { Measure } from '../../../analysis/build-out/readiness.ts'
import type { BuildOutView, SupplyView } from '../../../protocol/build-out.ts'
import { useTwin } from '../../twin-context.ts'
import { supposedText } from '../../ui/supposed-text.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import type { Remote } from '../../ui/use-remote.ts'
import { SavedScenarios } from './saved-scenarios.tsx'
import { SupposeForm } from './suppose-form.tsx'
import { SupposedMoves } from './supposed-moves.tsx'
import './progress.css'

export interface SupposePanelProps {
  readonly view: BuildOutView
  /** Of the same question. */
  readonly supply: Remote<SupplyView>
  /** A sum of what is handed over, with its unit. */
  readonly amountOf: (measure: Measure, value: number) => string
  /** Scenarios were saved or removed: the view is to be asked for again. */
  readonly onChanged: () => void
}

/** What if something is late: supposes it in the address, shows what moves and who then has no room, and keeps it by name. */
export function SupposePanel({ view, supply, amountOf, onChanged }: SupposePanelProps) {
  const { place } = useTwin()
  const { t } = useTranslator()
  const delays = usePlace(({ buildOut }) => buildOut.delays)
  const suppose = useCallback(
    (more: { readonly delays?: readonly string[]; readonly scenario?: string | undefined }) => {
      const { buildOut, go } = place.getState()
      go({ buildOut: { ...buildOut, ...more } })
    },
    [place],
  )
  const isSupposed = view.delays.length > 0
  return (
    <div className="suppose-panel">
      <div>
        <SupposeForm view={view} onSuppose={(delay) => suppose({ delays: [...delays, delay] })} />
        <SupposedList view={view} delays={delays} onSuppose={suppose} />
      </div>
      <div className="suppose-moves">
        {isSupposed ? (
          <SupposedMoves {...{ view, supply, amountOf }} />
        ) : (
          <p className="is-quiet-text">{t('suppose.none')}</p>
        )}
      </div>
      <SavedScenarios view={view} onSuppose={suppose} onChanged={onChanged} />
    </div>
  )
}

interface SupposedListProps {
  readonly view: BuildOutView
  readonly delays: readonly string[]
  readonly onSuppose: (more: { readonly delays?: readonly string[]; readonly scenario?: string | undefined }) => void
}

/** What is supposed in the address and by the scenario, each to be dropped. */
function SupposedList({ view, delays, onSuppose }: SupposedListProps) {
  const translator = useTranslator()
  const { nameOf, t } = translator
  if (view.delays.length === 0) return null
  const own = new Set(delays.map((delay) => delay.split(':')[0]))
  return (
    <>
      <h3>{t('suppose.supposed')}</h3>
      <ul className="suppose-list">
        {view.delays.map((delay) => {
          const { activity: id } = delay
          const activity = view.activities.find((one) => one.id === id)
          const name = activity ? nameOf(activity) : id
          return (
            <li key={id}>
              <span>{supposedText(view, delay, translator)}</span>
              {own.has(id) && (
                <button
                  type="button"
                  aria-label={t('suppose.drop', { name })}
                  onClick={() => onSuppose({ delays: delays.filter((delay) => !delay.startsWith(`${id}:`)) })}
                >
                  {t('suppose.dropShort')}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
