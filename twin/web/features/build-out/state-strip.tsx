import { BUILD_STATES } from '../../state/build-out-options.ts'
import { useTwin } from '../../twin-context.ts'
import { PhaseSign } from '../../ui/phase-sign.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { LateSign } from './late-sign.tsx'
import { countStates, type Part } from './parts.ts'

/** Parts by how far they are on the day. Pressing a count brings those out and dims the rest; pressing it again shows all. */
export function StateStrip({ parts }: { readonly parts: readonly Part[] }) {
  const { place } = useTwin()
  const { t } = useTranslator()
  const chosen = usePlace(({ buildOut }) => buildOut.state)
  const counts = countStates(parts)
  const choose = (state: typeof chosen) => {
    const { buildOut, go } = place.getState()
    go({ buildOut: { ...buildOut, state } })
  }
  return (
    <fieldset className="build-out-strip" aria-label={t('buildOut.strip')}>
      <button type="button" aria-pressed={chosen === undefined} onClick={() => choose(undefined)}>
        {t('buildOut.parts', { count: parts.length })}
      </button>
      {BUILD_STATES.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={chosen === state}
          disabled={counts[state] === 0 && chosen !== state}
          onClick={() => choose(chosen === state ? undefined : state)}
        >
          {state === 'late' ? <LateSign days={1} /> : <PhaseSign state={state} />}{' '}
          {t(`buildOut.count.${state}`, { count: counts[state] })}
        </button>
      ))}
    </fieldset>
  )
}
