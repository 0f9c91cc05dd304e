import { useCallback, useMemo } from 'react'
import { ApiError } from '../../live/api.ts'
import { useTwin } from '../../twin-context.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { Provenance } from '../../ui/provenance.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { placeName } from './place-name.ts'
import { unmetThen } from './unmet-then.ts'

interface UnmetSectionProps {
  readonly sites: readonly string[]
  /** ISO: a day to come. */
  readonly day: string
}

/** What is to come to the sites of the state cloud by a day and has no power there then, in a line each; nothing where all of it has. */
export function UnmetSection({ sites, day: then }: UnmetSectionProps) {
  const { api, estate } = useTwin()
  const translator = useTranslator()
  const { t, day, figure, nameOf } = translator
  const { answer, error, reload } = useRemote(
    useCallback((signal: AbortSignal) => api.buildOutSupply(new URLSearchParams(), signal), [api]),
  )
  const unmet = useMemo(() => unmetThen(answer?.unmet ?? [], sites, then), [answer, sites, then])
  // Without a programme nobody knows what is to come.
  if (error && !(error instanceof ApiError && error.status === 404))
    return (
      <Notice kind="error" onRetry={reload}>
        {t('services.unmetFailed', { reason: error.message })}
      </Notice>
    )
  if (unmet.length === 0) return null
  return (
    <Section
      title={t('services.unmet', { day: day(then) })}
      className="services-unmet"
      tools={<PlaceLink to="/build-out">{t('services.unmetMore')}</PlaceLink>}
    >
      <ul>
        {unmet.map((one) => (
          <li key={`${one.id} ${one.place}`}>
            {t(one.until === null ? 'services.unmetOpen' : 'services.unmetUntil', {
              name: nameOf(one),
              place: placeName(estate, one.place, translator),
              from: day(one.from),
              until: one.until === null ? '' : day(one.until),
              short: figure(one.short, 'W'),
              wanted: figure(one.wanted, 'W'),
            })}{' '}
            <Provenance word={one.source} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
