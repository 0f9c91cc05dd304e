import { useMemo } from 'react'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import type { Constraint } from './forecast-data.ts'

/** How dates and constraints of a place are called. */
export function useForecastWords(path: string) {
  const { estate } = useTwin()
  const { day, language, nameOf, t } = useTranslator()
  return useMemo(() => {
    const short = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
    return {
      /** A day, or that none is within five years. */
      dated: (at: number | null | undefined): string =>
        typeof at === 'number' ? day(new Date(at).toISOString().slice(0, 10)) : t('forecast.never'),
      /** The same for a cell of a table. */
      datedInShort: (at: number | null): string => (at === null ? t('forecast.never') : short.format(at)),
      /** With the place where it is another than the one that was asked of. */
      nameOfConstraint: ({ kind, place }: Pick<Constraint, 'kind' | 'place'>): string => {
        const name = t(`forecast.kind.${kind}`)
        if (place === path) return name
        const thing = estate.find(place)
        return `${name}, ${thing ? nameOf(thing) : place}`
      },
    }
  }, [estate, day, language, nameOf, path, t])
}
