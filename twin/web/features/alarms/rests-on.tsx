import { useCallback } from 'react'
import { roomsLosing } from '../../../analysis/answers/rooms-losing.ts'
import { POWER_CHAIN_KINDS } from '../../../model/kinds.ts'
import type { Thing } from '../../../model/things.ts'
import type { FailView } from '../../../protocol/planning.ts'
import { addressOfPower } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { LossCounts } from '../../ui/loss-counts.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { serviceName } from '../../ui/service-name.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'

/** Those that are hit most; the what-if has all. */
const MOST_SERVICES = 6

const SUPPLYING: readonly Thing['kind'][] = [...POWER_CHAIN_KINDS, 'rack-pdu', 'crah', 'chiller']

/** Does anything rest on it by the power chain? */
export function isSupplying(thing: Thing | undefined): thing is Thing {
  return thing !== undefined && SUPPLYING.includes(thing.kind)
}

/** What its loss takes along, by the arithmetic of the what-if. */
export function RestsOn({ path }: { readonly path: string }) {
  const { api, estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const load = useCallback((signal: AbortSignal) => api.fail([path], signal), [api, path])
  const { answer, error } = useRemote(load)
  if (error) return <p>{t('alarms.restsFailed', { reason: error.message })}</p>
  if (!answer) return <p>{t('thing.loading')}</p>
  const services = (answer.later?.answer ?? answer.atOnce).services.map(({ service }) =>
    serviceName(estate, service, translator),
  )
  const thing = estate.find(path)
  const site = path.split('/', 1)[0] ?? path
  return (
    <>
      <p>
        {t('alarms.rests')}: <LossCounts counts={countsOf(answer.atOnce)} />
      </p>
      {answer.later && (
        <p>
          {t('alarms.restsLater', { count: Math.max(1, Math.round((answer.later.afterSeconds ?? 0) / 60)) })}:{' '}
          <LossCounts counts={countsOf(answer.later.answer)} />
        </p>
      )}
      {services.length > 0 && (
        <p>
          {t('alarms.restsServices', { services: services.slice(0, MOST_SERVICES).join(', ') })}
          {services.length > MOST_SERVICES && ` … ${t('alarms.restsMore', { count: services.length - MOST_SERVICES })}`}
        </p>
      )}
      {thing && (
        <p>
          <PlaceLink to={`${addressOfPower(site)}?fail=${path}`}>{t('alarms.restsWhatIf')}</PlaceLink>
        </p>
      )}
    </>
  )
}

function countsOf({ counts, overheats }: FailView['atOnce']) {
  const { hot, less } = roomsLosing(overheats)
  return { ...counts, hotRooms: hot, lessCooled: less }
}
