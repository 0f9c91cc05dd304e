import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import type { Kind } from '../../model/things.ts'
import { DetailsPanel } from '../features/details/details-panel.tsx'
import { ThingFacts } from '../features/facts/thing-facts.tsx'
import { SecurityCount } from '../features/security-events/security-count.tsx'
import { SecurityEventsSource } from '../features/security-events/security-events-source.tsx'
import { ServicesHere } from '../features/services/services-here.tsx'
import { Shell } from '../features/shell/shell.tsx'
import { useGlobalKeys } from '../features/shell/use-global-keys.ts'
import type { ClockBarProps } from '../features/time/clock-bar.tsx'
import { ClockButton } from '../features/time/clock-button.tsx'
import { EstateTree } from '../features/tree/estate-tree.tsx'
import { PlacesList } from '../features/tree/places-list.tsx'
import { FailButton } from '../features/what-if/fail-button.tsx'
import { WhatIfBar } from '../features/what-if/what-if-bar.tsx'
import { useTwin } from '../twin-context.ts'
import { Notice } from '../ui/notice.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { useLatePart } from '../ui/use-late-part.ts'
import { usePlace } from '../ui/use-place.ts'
import { CloudPlace } from './cloud-place.tsx'
import './places.css'
import { ScopePlace } from './scope-place.tsx'
import { UnknownPlace } from './unknown-place.tsx'

/** Who opens the search types at once, and no letter is to be lost. */
const loadPalette = () => import('../features/search/palette.tsx').then(({ Palette }) => Palette)
const KeysDialog = lazy(() =>
  import('../features/keys/keys-dialog.tsx').then(({ KeysDialog }) => ({ default: KeysDialog })),
)
const ClockBar = lazy(() => import('../features/time/clock-bar.tsx').then(({ ClockBar }) => ({ default: ClockBar })))
const AlarmsPlace = lazy(() => import('./alarms-place.tsx').then(({ AlarmsPlace }) => ({ default: AlarmsPlace })))
const StatusPlace = lazy(() => import('./status-place.tsx').then(({ StatusPlace }) => ({ default: StatusPlace })))
const BuildOutPlace = lazy(() =>
  import('./build-out-place.tsx').then(({ BuildOutPlace }) => ({ default: BuildOutPlace })),
)
const FaultsPlace = lazy(() => import('./faults-place.tsx').then(({ FaultsPlace }) => ({ default: FaultsPlace })))
const PowerPlace = lazy(() => import('./power-place.tsx').then(({ PowerPlace }) => ({ default: PowerPlace })))
const ServicePlace = lazy(() => import('./service-place.tsx').then(({ ServicePlace }) => ({ default: ServicePlace })))
const ServicesPlace = lazy(() =>
  import('./services-place.tsx').then(({ ServicesPlace }) => ({ default: ServicesPlace })),
)
const ThingPlace = lazy(() => import('./thing-place.tsx').then(({ ThingPlace }) => ({ default: ThingPlace })))

/** Things whose place is a picture of what is in them. */
const SCOPES: ReadonlySet<Kind> = new Set(['site', 'building', 'room', 'row'])

/** The frame around the place that the address names, and the dialogs that open over any place. */
export function Page({ reason, onRetry }: Pick<ClockBarProps, 'reason' | 'onRetry'>) {
  const { t } = useTranslator()
  const [dialog, setDialog] = useState<'search' | 'keys'>()
  const onSearch = useCallback(() => setDialog('search'), [])
  const onKeys = useCallback(() => setDialog('keys'), [])
  const onClose = useCallback(() => setDialog(undefined), [])
  const [clockOpen, setClockOpen] = useState(false)
  const onClockClose = useCallback(() => setClockOpen(false), [])
  useGlobalKeys({ onSearch, onKeys })
  const hasDetails = useHasDetails()
  // The build-out has a slider of its own.
  const hasClock = usePlace(({ at, place }) => (clockOpen || at !== undefined) && place.kind !== 'build-out')
  const isWhatIf = usePlace(({ failed }) => failed.length > 0)
  const Palette = useLatePart(loadPalette, dialog === 'search')
  return (
    <SecurityEventsSource>
      <Shell
        tree={
          <>
            <PlacesList />
            <EstateTree />
          </>
        }
        hasDetails={hasDetails}
        details={
          <DetailsPanel
            facts={(thing) => (
              <>
                <ThingFacts thing={thing} />
                {thing.kind === 'rack' && <ServicesHere rack={thing.path} />}
                <p>
                  <FailButton path={thing.path} />
                </p>
              </>
            )}
          />
        }
        isWhatIf={isWhatIf}
        onSearch={onSearch}
        onKeys={onKeys}
        clock={<ClockButton open={clockOpen} onToggle={() => setClockOpen((open) => !open)} />}
        waiting={<SecurityCount isBrief />}
      >
        <Suspense>{hasClock && <ClockBar open={clockOpen} onClose={onClockClose} {...{ reason, onRetry }} />}</Suspense>
        <WhatIfBar />
        <Suspense fallback={<Notice>{t('thing.loading')}</Notice>}>
          <CurrentPlace />
        </Suspense>
      </Shell>
      {Palette && dialog === 'search' && <Palette onClose={onClose} />}
      <Suspense>{dialog === 'keys' && <KeysDialog onClose={onClose} />}</Suspense>
    </SecurityEventsSource>
  )
}

/** A hall's details stand beside its picture; a rack's place shows its own, so the panel is for what is selected there. */
function useHasDetails(): boolean {
  const { estate } = useTwin()
  return usePlace(({ place, selected }) => {
    if (selected !== undefined) return true
    const kind = place.kind === 'thing' ? estate.find(place.path)?.kind : undefined
    return kind !== undefined && SCOPES.has(kind)
  })
}

function CurrentPlace() {
  const { estate } = useTwin()
  const { t, nameOf } = useTranslator()
  const place = usePlace((state) => state.place)
  const thing = place.kind === 'thing' ? estate.find(place.path) : undefined
  const title = thing ? nameOf(thing) : place.kind === 'thing' || place.kind === 'unknown' ? '' : t(`nav.${place.kind}`)
  useEffect(() => {
    document.title = title === '' ? t('app.name') : `${title} · ${t('app.name')}`
  }, [title, t])
  switch (place.kind) {
    case 'cloud':
      return <CloudPlace />
    case 'alarms':
      return <AlarmsPlace />
    case 'status':
      return <StatusPlace />
    case 'faults':
      return <FaultsPlace />
    case 'build-out':
      return <BuildOutPlace />
    case 'power':
      return <PowerPlace key={place.path} path={place.path} />
    case 'services':
      return place.service === undefined ? <ServicesPlace /> : <ServicePlace name={place.service} />
    case 'unknown':
      return <UnknownPlace path={place.address} />
    case 'thing':
      switch (thing?.kind) {
        case 'site':
        case 'building':
        case 'room':
        case 'row':
          return <ScopePlace key={thing.path} thing={thing} />
        default:
          // A device inside a rack is not in the page's estate: the server knows it, or says that it does not.
          return <ThingPlace key={place.path} path={place.path} />
      }
  }
}
