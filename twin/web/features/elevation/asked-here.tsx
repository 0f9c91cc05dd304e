import { useStore } from 'zustand'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'

/** Says of a rack which places of what is asked are in it, and leads back to where it was asked; nothing where nothing is asked. */
export function AskedHere({ rack }: { readonly rack: string }) {
  const { estate, placement } = useTwin()
  const translator = useTranslator()
  const { t, count } = translator
  const asked = useStore(placement, (state) => state.asked)
  const answer = useStore(placement, (state) => state.answer)
  if (!asked || !answer) return null
  const ranks = answer.places.flatMap((place, number) => (place.rack === rack ? [count(number + 1)] : []))
  return (
    <p className="elevation-asked">
      {ranks.length > 0 ? t('placement.hereRanks', { ranks: ranks.join(', ') }) : t('placement.hereNone')}{' '}
      <ThingLink path={asked.within}>
        {t('placement.back', { place: thingTrail(estate, asked.within, translator) })}
      </ThingLink>
    </p>
  )
}
