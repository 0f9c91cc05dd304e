import { countHealth } from '../../state/health-counts.ts'
import { SHOWN } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { HealthMark } from '../../ui/health-mark.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useColumnRevision } from '../../ui/use-live-value.ts'
import { usePlace } from '../../ui/use-place.ts'
import './strip.css'

/** Racks by health. Pressing a count brings those out and dims the rest; pressing it again shows all. */
export function HealthStrip({ scope }: { readonly scope: string }) {
  const { estate, hypothetical, live, place } = useTwin()
  const { t } = useTranslator()
  const shown = usePlace((state) => state.shown)
  useColumnRevision('health')
  const counts = countHealth(estate.within('rack', scope), live.columns.valuesOf('health'))
  if (counts.total === 0) return null
  return (
    <fieldset className="health-strip" aria-label={t('strip.label')}>
      <button
        type="button"
        aria-pressed={shown === undefined}
        onClick={() => place.getState().go({ shown: undefined })}
      >
        {t('strip.racks', { count: counts.total })}
      </button>
      {SHOWN.map((health) => (
        <button
          key={health}
          type="button"
          aria-pressed={shown === health}
          disabled={counts[health] === 0 && shown !== health}
          onClick={() => place.getState().go({ shown: shown === health ? undefined : health })}
        >
          <HealthSign health={health} />{' '}
          {t(hypothetical ? `whatIf.strip.${health}` : `strip.${health}`, { count: counts[health] })}
        </button>
      ))}
    </fieldset>
  )
}

/** The sign alone: the word stands beside it. */
function HealthSign({ health }: { readonly health: (typeof SHOWN)[number] }) {
  return (
    <span aria-hidden="true">
      <HealthMark health={health} />
    </span>
  )
}
