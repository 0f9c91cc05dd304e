import { useCallback, useMemo } from 'react'
import type { DeviceType, Thing } from '../../model/things.ts'
import type { ThingAnswer } from '../../protocol/rest.ts'
import { AlarmsHere } from '../features/alarms/alarms-here.tsx'
import { DayAlarms } from '../features/alarms/day-alarms.tsx'
import { RackElevation } from '../features/elevation/rack-elevation.tsx'
import { ThingFacts } from '../features/facts/thing-facts.tsx'
import { ForecastPanel } from '../features/forecast/forecast-panel.tsx'
import { HistorySection } from '../features/history/history-section.tsx'
import { MaintenanceButton } from '../features/maintenance/maintenance-button.tsx'
import { WorksThen } from '../features/maintenance/works-then.tsx'
import { PointTable } from '../features/points/point-table.tsx'
import { PowerChains } from '../features/power-chain/power-chains.tsx'
import { ServicesHere } from '../features/services/services-here.tsx'
import { SpaceSection } from '../features/space/space-panel.tsx'
import { StrandedPanel } from '../features/stranded/stranded-panel.tsx'
import { FailButton } from '../features/what-if/fail-button.tsx'
import { FailingTable } from '../features/what-if/failing-table.tsx'
import type { Named } from '../i18n/name-of.ts'
import { ApiError } from '../live/api.ts'
import { useTwin } from '../twin-context.ts'
import { HealthMark, LiveHealth } from '../ui/health-mark.tsx'
import { LiveFigures } from '../ui/live-figures.tsx'
import { Notice } from '../ui/notice.tsx'
import { ThingLink } from '../ui/place-link.tsx'
import { Section } from '../ui/section.tsx'
import { serviceName } from '../ui/service-name.ts'
import { useTranslator } from '../ui/translator-context.ts'
import { useRemote } from '../ui/use-remote.ts'
import { useWatchPoints } from '../ui/use-watch.ts'
import { UnknownPlace } from './unknown-place.tsx'

const REFRESH_MS = 10_000

/** A rack, or any other thing: what it is, what it measures, what feeds it, what it did. */
export function ThingPlace({ path }: { readonly path: string }) {
  const { api } = useTwin()
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.thing(path, signal), [api, path])
  const { answer, error, reload } = useRemote(load, REFRESH_MS)
  if (answer) return <Body answer={answer} />
  if (error instanceof ApiError && error.status === 404) return <UnknownPlace path={path} />
  return (
    <div className="place-body">
      {error ? (
        <Notice kind="error" onRetry={reload}>
          {t('thing.failed', { reason: error.message })}
        </Notice>
      ) : (
        <Notice>{t('thing.loading')}</Notice>
      )}
    </div>
  )
}

function Body({ answer }: { readonly answer: ThingAnswer }) {
  const { at, estate } = useTwin()
  const isNow = at === undefined
  const translator = useTranslator()
  const { t, nameOf } = translator
  const thing = answer.thing as unknown as Thing
  const children = answer.children as unknown as readonly Thing[]
  const types = answer.deviceTypes as unknown as Readonly<Record<string, DeviceType>>
  const indexes = useMemo(() => answer.points.map(({ index }) => index), [answer.points])
  useWatchPoints(indexes)
  return (
    <div className="place-body">
      <div className="place-head">
        <h1>{nameOf(thing)}</h1>
        <span className="place-kind">{t(`kind.${thing.kind}`)}</span>
        {estate.find(thing.path) ? (
          <LiveHealth index={thing.index} withText />
        ) : (
          <HealthMark health={answer.health} withText />
        )}
        <FailButton path={thing.path} />
        {isNow && estate.find(thing.path) && <MaintenanceButton path={thing.path} />}
        {thing.kind === 'rack' && thing.service && (
          <span className="is-quiet-text">
            {t('rack.service')}: {serviceName(estate, thing.service, translator)}
          </span>
        )}
      </div>
      <div className={thing.kind === 'rack' ? 'thing-grid is-rack' : 'thing-grid'}>
        <div className="thing-column">
          {thing.kind === 'rack' && (
            <RackElevation rack={thing} things={children} types={types} points={answer.points} />
          )}
          <Section title={t('thing.facts')}>
            <div className="thing-facts">
              <LiveFigures thing={thing} />
              <ThingFacts thing={thing} />
            </div>
          </Section>
        </div>
        <div className="thing-column">
          {isNow ? <AlarmsHere path={thing.path} /> : <DayAlarms path={thing.path} />}
          {at !== undefined && <WorksThen path={thing.path} at={at} />}
          {thing.kind === 'rack' && <ServicesHere rack={thing.path} />}
          {isNow && <HistorySection thing={thing.path} points={answer.points} />}
          {thing.kind === 'rack' && <SpaceSection path={thing.path} />}
          <FailingTable thing={thing} things={children} />
          <PowerChains of={thing.path} chains={answer.powerChains} />
          {thing.kind === 'rack' && (
            <div className="scope-panels">
              <StrandedPanel key={`${thing.path} stranded`} path={thing.path} />
              <ForecastPanel key={thing.path} path={thing.path} />
            </div>
          )}
          {isNow && <PointTable thing={thing.path} points={answer.points} />}
          {thing.kind !== 'rack' && <LinkList title={t('thing.inside')} things={children} />}
          <LinkList title={t('thing.feeds')} things={answer.feeds} />
        </div>
      </div>
    </div>
  )
}

interface LinkListProps {
  readonly title: string
  readonly things: readonly (Named & { readonly path: string })[]
}

function LinkList({ title, things }: LinkListProps) {
  const { nameOf } = useTranslator()
  if (things.length === 0) return null
  return (
    <Section title={title}>
      <ul className="link-list">
        {things.map((thing) => (
          <li key={thing.path}>
            <ThingLink path={thing.path} title={thing.path}>
              {nameOf(thing)}
            </ThingLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
