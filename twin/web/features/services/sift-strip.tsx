import { SIFTS } from '../../state/service-options.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { type ServiceRow, siftCounts } from './service-rows.ts'

/** Services by what takes them down. Pressing a count narrows the list to those; pressing it again shows all. */
export function SiftStrip({ rows }: { readonly rows: readonly ServiceRow[] }) {
  const { place } = useTwin()
  const { t } = useTranslator()
  const sift = usePlace((state) => state.sift)
  const counts = siftCounts(rows)
  return (
    <fieldset className="sift-strip" aria-label={t('services.strip')}>
      <button type="button" aria-pressed={sift === undefined} onClick={() => place.getState().go({ sift: undefined })}>
        {t('services.count', { count: rows.length })}
      </button>
      {SIFTS.filter((word) => counts[word] > 0 || word === sift).map((word) => (
        <button
          key={word}
          type="button"
          aria-pressed={sift === word}
          onClick={() => place.getState().go({ sift: sift === word ? undefined : word })}
        >
          {t(`services.sift.${word}`, { count: counts[word] })}
        </button>
      ))}
    </fieldset>
  )
}
