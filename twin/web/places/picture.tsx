import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { rampOf } from '../colour/ramp.ts'
import { pageColours } from '../export/page-colours.ts'
import { pictureCaption } from '../export/picture-caption.ts'
import { PlanView } from '../features/plan/plan-view.tsx'
import type { SceneProps } from '../scene-props.ts'
import type { ConstructionByThing, Shells, SunAt } from '../state/construction.ts'
import { domainOfMode, METRIC_OF_MODE, type Mode, rampOfMode } from '../state/mode.ts'
import type { RackGhosts } from '../state/rack-ghosts.ts'
import { useTwin } from '../twin-context.ts'
import { useThemeName } from '../ui/theme-context.ts'
import { useTranslator } from '../ui/translator-context.ts'
import { useMedia } from '../ui/use-media.ts'
import { usePlace } from '../ui/use-place.ts'
import { useToday } from '../ui/use-today.ts'
import { useWatch } from '../ui/use-watch.ts'
import '../scene/scene.css'

const SceneView = lazy(() => import('../scene/scene-view.tsx').then(({ SceneView }) => ({ default: SceneView })))

interface PictureProps {
  readonly scope: string
  readonly view: '3d' | 'plan'
  readonly mode: Mode
  readonly selected: number | undefined
  readonly dimmed: ((index: number) => boolean) | undefined
  readonly ghosts: readonly RackGhosts[]
  /** What the picture shows, in a sentence. @default the racks in the mode */
  readonly description?: string
  /** Where buildings and plots stand on the day that is shown. @default what the estate says */
  readonly construction?: ConstructionByThing
  /** ISO day whose sun is shown, where an hour of it is chosen. @default today */
  readonly day?: string
  /** @default 'clear': buildings with rooms are seen through */
  readonly shells?: Shells
}

/** The scope in three dimensions, or as a plan: by choice, and where the browser has no WebGL. */
export function Picture({ scope, view, mode, selected, dimmed, ghosts, description, ...of }: PictureProps) {
  const { construction, shells = 'clear' } = of
  const { estate, live, place, simulated } = useTwin()
  const today = useToday()
  const day = of.day ?? today
  const translator = useTranslator()
  const { t, nameOf } = translator
  const theme = useThemeName()
  const reducedMotion = useMedia('(prefers-reduced-motion: reduce)')
  const stale = useStore(live.link, (link) => link.state === 'lost')
  const [unavailable, setUnavailable] = useState<string>()
  const [ready, setReady] = useState(false)
  const metric = METRIC_OF_MODE[mode]
  useWatch([metric], scope)

  const rampName = rampOfMode(mode, theme)
  const ramp = useMemo(() => (rampName === undefined ? undefined : rampOf(rampName)), [rampName])
  const onSelect = useCallback<SceneProps['onSelect']>(
    (index) => place.getState().go({ selected: index === undefined ? undefined : estate.thing(index)?.path }),
    [place, estate],
  )
  const onEnter = useCallback<SceneProps['onEnter']>(
    (index) => {
      const path = estate.thing(index)?.path
      if (path !== undefined) place.getState().go({ place: { kind: 'thing', path } })
    },
    [place, estate],
  )
  const isCampus = estate.find(scope)?.kind === 'site'
  const minute = usePlace((state) => state.sun)
  const sunAt = useMemo<SunAt | undefined>(
    () => (isCampus && minute !== undefined ? { day, minute } : undefined),
    [isCampus, day, minute],
  )
  const onSun = useCallback((sun: number | undefined) => place.getState().go({ sun }), [place])
  const onReady = useCallback(() => setReady(true), [])
  const scopeThing = estate.find(scope)
  const name = scopeThing ? nameOf(scopeThing) : scope
  const props: SceneProps = {
    ...{ scope, estate, mode, metric, theme, selected, dimmed, ghosts, stale, reducedMotion, nameOf, translator },
    shells,
    ...(construction && { construction }),
    ...(sunAt && { sunAt }),
    ...(isCampus && { onSun }),
    columns: live.columns,
    domain: domainOfMode(mode),
    ramp,
    description:
      description ??
      t('plan.description', {
        name,
        racks: t('strip.racks', { count: estate.within('rack', scope).length }),
        mode: t(`mode.long.${mode}`),
      }),
    caption: () =>
      pictureCaption(
        {
          ...{ name, path: scope, mode, theme, simulated },
          now: live.serverNow(),
          newest: live.columns.newestAt(metric),
          built: construction && { day },
          ...{ isCampus, sunAt },
        },
        translator,
        pageColours(),
      ),
    onSelect,
    onEnter,
    onReady,
    onUnavailable: setUnavailable,
  }
  const showsPlan = view === 'plan' || unavailable !== undefined
  return (
    <>
      {view === '3d' && unavailable !== undefined && (
        <p className="scope-notice" role="status">
          {t('view.unavailable', { reason: unavailable })}
        </p>
      )}
      <div className="scope-fill" data-ready={ready}>
        {showsPlan ? (
          <PlanView {...props} estate={estate} />
        ) : (
          <Suspense fallback={<p className="notice">{t('view.loading')}</p>}>
            <SceneView {...props} />
          </Suspense>
        )}
      </div>
    </>
  )
}
