import { useMemo } from 'react'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import type { Constraint } from './forecast-data.ts'

/** How dates and constraints of a place are called. */
export function useForecastWords(path: string) {
  const { estate } = useTwin()
  const { day, nameOf, t } = useTranslator()
  return useMemo(
    () => ({
      /** A day, or that none is within five years. */
      dated: (at: number | null | undefined): string =>
        typeof at === 'number' ? day(new Date(at).toISOString().slice(0, 10)) : t('forecast.never'),
      /** With the place where it is another than the one that was asked of. */
      nameOfConstraint: ({ kind, place }: Pick<Constraint, 'kind' | 'place'>): string => {
        const name = t(`forecast.kind.${kind}`)
        if (place === path) return name
        const thing = estate.find(place)
        return `${name}, ${thing ? nameOf(thing) : place}`
      },
    }),
    [estate, day, nameOf, path, t],
  )
}
