import { useCallback } from 'react'
import { addressOfService } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useCloud, useHasCloud } from '../../ui/use-cloud.ts'
import type { SearchEntry } from './search-entries.ts'

/** The services of the catalogue as lines of the palette; none where the server was given no cloud, or does not answer. */
export function useServiceEntries(): readonly SearchEntry[] {
  const { api } = useTwin()
  const { t, nameOf } = useTranslator()
  const hasCloud = useHasCloud()
  const load = useCallback(
    async (signal: AbortSignal) => (hasCloud ? (await api.cloud(signal)).services : []),
    [api, hasCloud],
  )
  const { answer = [] } = useCloud(load)
  return answer.map(({ name, title }) => ({
    id: addressOfService(name),
    to: addressOfService(name),
    text: nameOf({ name: title.en, nameSr: title.sr }),
    hint: `${t('nav.services')} · ${name}`,
  }))
}
