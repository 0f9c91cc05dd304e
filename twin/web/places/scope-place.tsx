import { useCallback, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Building, Room, Row, Site, Thing } from '../../model/things.ts'
import { CoolingPanel } from '../features/cooling/cooling-panel.tsx'
import { EnergyPanel } from '../features/energy/energy-panel.tsx'
import { ReportLink } from '../features/energy/report-link.tsx'
import { ForecastPanel } from '../features/forecast/forecast-panel.tsx'
import { PlacementPanel } from '../features/placement/placement-panel.tsx'
import { useGhosts } from '../features/placement/use-ghosts.ts'
import { ServicesInHall } from '../features/services/services-in-hall.tsx'
import { SpacePanel } from '../features/space/space-panel.tsx'
import { StrandedPanel } from '../features/stranded/stranded-panel.tsx'
import { HealthStrip } from '../features/strip/health-strip.tsx'
import { Legend } from '../features/strip/legend.tsx'
import { ModeBar } from '../features/strip/mode-bar.tsx'
import { ViewBar } from '../features/strip/view-bar.tsx'
import { ThingTable } from '../features/table/thing-table.tsx'
import { addressOfPower } from '../state/place.ts'
import { isRoomProbe } from '../state/room-probe.ts'
import { useTwin } from '../twin-context.ts'
import { LiveHealth } from '../ui/health-mark.tsx'
import { PlaceLink } from '../ui/place-link.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { usePlace } from '../ui/use-place.ts'
import { Picture } from './picture.tsx'
import { useHealthFilter } from './use-health-filter.ts'

/** A site, building, hall or row: the picture in one metric, the strip that filters, and the same in a table. */
export function ScopePlace({ thing }: { readonly thing: Site | Building | Room | Row }) {
  const { estate } = useTwin()
  const { t, nameOf } = useTranslator()
  const mode = usePlace((state) => state.mode)
  const view = usePlace((state) => state.view)
  const selectedPath = usePlace((state) => state.selected)
  const selected = selectedPath === undefined ? undefined : estate.find(selectedPath)?.index
  // A row is shown in its hall, with the other rows dimmed.
  const parent = estate.parent(thing)
  const scope = thing.kind === 'row' && parent ? parent.path : thing.path
  const fixed = useMemo(() => tableOf(estate, thing), [estate, thing])
  const alarmed = useAlarmedProbes(thing)
  const things = useMemo(() => [...alarmed, ...fixed], [alarmed, fixed])
  const healthFilter = useHealthFilter()
  const outside = useCallback(
    (index: number) => !(estate.thing(index)?.path.startsWith(`${thing.path}/`) ?? false),
    [estate, thing],
  )
  const ghosts = useGhosts(selectedPath)
  const notFound = useMemo(() => {
    const found = new Set(ghosts.flatMap(({ rack, text }) => (text === '' ? [] : [rack])))
    return found.size > 0 ? (index: number) => !found.has(index) : undefined
  }, [ghosts])
  const dimmed = notFound ?? (thing.kind === 'row' ? outside : healthFilter)
  return (
    <div className="scope-place">
      <div className="scope-head">
        <div className="place-head">
          <h1>{nameOf(thing)}</h1>
          <span className="place-kind">{t(`kind.${thing.kind}`)}</span>
          <LiveHealth index={thing.index} withText />
          <div className="place-tools">
            {thing.kind === 'site' && <PlaceLink to={addressOfPower(thing.path)}>{t('singleLine.open')}</PlaceLink>}
            {thing.kind === 'site' && <ReportLink site={thing.path} />}
            <ViewBar />
          </div>
        </div>
        <ModeBar />
        <HealthStrip scope={thing.path} />
        <Legend mode={mode} selected={selected} />
      </div>
      {view !== 'table' && (
        <div className="scope-picture">
          <Picture scope={scope} view={view} mode={mode} selected={selected} dimmed={dimmed} ghosts={ghosts} />
        </div>
      )}
      {(view === 'table' || things.length > 0) && (
        <div className="scope-table">
          <ThingTable
            scope={thing.path}
            label={t('view.table')}
            things={things}
            dimmed={healthFilter}
            ghosts={ghosts}
          />
        </div>
      )}
      <div className="scope-panels">
        {estate.within('rack', thing.path).length > 0 && (
          <PlacementPanel key={`${thing.path} placement`} path={thing.path} />
        )}
        {estate.within('rack', thing.path).length > 0 && <SpacePanel key={`${thing.path} space`} path={thing.path} />}
        {estate.within('rack', thing.path).length > 0 && (
          <StrandedPanel key={`${thing.path} stranded`} path={thing.path} />
        )}
        {(thing.kind === 'room' || thing.kind === 'row') && estate.within('rack', thing.path).length > 0 && (
          <ServicesInHall key={`${thing.path} services`} path={thing.path} />
        )}
        {thing.kind === 'room' && thing.use === 'data-hall' && <CoolingPanel key={thing.path} room={thing.path} />}
        {estate.within('rack', thing.path).length > 0 && (
          <ForecastPanel key={`${thing.path} forecast`} path={thing.path} />
        )}
        {thing.kind === 'site' && <EnergyPanel key={`${thing.path} energy`} site={thing.path} />}
      </div>
    </div>
  )
}

/** Leak ropes, smoke heads, doors and the like of a hall that have an alarm: the table is silent about those that are well. */
function useAlarmedProbes({ kind, path }: Thing): readonly Thing[] {
  const { alarms, estate } = useTwin()
  const list = useStore(alarms, (state) => state.list)
  return useMemo(() => {
    if (kind !== 'room') return []
    const paths = new Set(list.flatMap((alarm) => (alarm.state === 'normal' ? [] : [alarm.path])))
    return estate.within('probe', path).filter((probe) => paths.has(probe.path) && isRoomProbe(probe))
  }, [kind, path, list, estate])
}

/** Racks and coolers of a hall or row; of a site or building its halls and rooms, buildings and plots. */
function tableOf(estate: ReturnType<typeof useTwin>['estate'], thing: Thing): readonly Thing[] {
  const { path } = thing
  if (thing.kind === 'room' || thing.kind === 'row') {
    return [...estate.within('rack', path), ...estate.within('crah', path), ...estate.within('chiller', path)]
  }
  const rooms = estate.within('room', path)
  const others = [...estate.within('building', path), ...estate.within('plot', path)].filter(
    (other) => other.path !== path,
  )
  return [...rooms, ...others, ...estate.within('chiller', path)]
}
