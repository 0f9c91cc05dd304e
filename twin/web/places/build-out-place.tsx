import { useCallback, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { BuildOutView } from '../../protocol/build-out.ts'
import '../features/build-out/build-out.css'
import { BuildOutHead } from '../features/build-out/build-out-head.tsx'
import { CompareSection } from '../features/build-out/compare-section.tsx'
import { CurveSection } from '../features/build-out/curve-section.tsx'
import { DemandSection } from '../features/build-out/demand-section.tsx'
import { DriverBars } from '../features/build-out/driver-bars.tsx'
import { MilestoneSection } from '../features/build-out/milestone-section.tsx'
import { PartTable } from '../features/build-out/part-table.tsx'
import { isInState, type Part, partsAt, placesOf } from '../features/build-out/parts.ts'
import { ReadySection } from '../features/build-out/ready-section.tsx'
import { StateStrip } from '../features/build-out/state-strip.tsx'
import { SupposedBar } from '../features/build-out/supposed-bar.tsx'
import { useBuildOut } from '../features/build-out/use-build-out.ts'
import { useBuildOutWords } from '../features/build-out/use-build-out-words.ts'
import { useShownDay } from '../features/build-out/use-shown-day.ts'
import { VerdictLine } from '../features/build-out/verdict-line.tsx'
import { Gantt } from '../features/gantt/gantt.tsx'
import { ProgressDialog } from '../features/progress/progress-dialog.tsx'
import { SupposePanel } from '../features/progress/suppose-panel.tsx'
import { ViewBar } from '../features/strip/view-bar.tsx'
import { BUILD_OUT_TEXTS } from '../i18n/late-texts.ts'
import { ApiError } from '../live/api.ts'
import { AT_FIRST_BUILD_OUT } from '../state/build-out-options.ts'
import { type TimeMark, timeMarks } from '../state/time-marks.ts'
import { useTwin } from '../twin-context.ts'
import { Notice } from '../ui/notice.tsx'
import { PlaceLink } from '../ui/place-link.tsx'
import { Section } from '../ui/section.tsx'
import { TimeSlider } from '../ui/time-slider.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { usePlace } from '../ui/use-place.ts'
import { useToday } from '../ui/use-today.ts'
import { WithTexts } from '../ui/with-texts.tsx'
import { BuildOutPicture } from './build-out-picture.tsx'

/** How far the build-out is, what is late, when what is ready, and which demand that misses. */
export function BuildOutPlace() {
  return (
    <WithTexts texts={BUILD_OUT_TEXTS}>
      <Place />
    </WithTexts>
  )
}

function Place() {
  const { t } = useTranslator()
  const { programme, query, risk, supply } = useBuildOut()
  const { place } = useTwin()
  const { answer, error, reload } = programme
  // What the address asks for may be none: then there is a way back to what is.
  const isAsked = query.size > 0
  const isSupposed = usePlace(({ buildOut }) => buildOut.delays.length > 0 || buildOut.scenario !== undefined)
  return (
    <div className="place-body build-out-place" data-supposed={isSupposed}>
      {!answer && <h1>{t('buildOut.title')}</h1>}
      {error && answer && (
        <Notice kind="error" onRetry={reload}>
          {t('thing.failed', { reason: error.message })}
        </Notice>
      )}
      {answer ? (
        <Told view={answer} {...{ query, risk, supply }} onChanged={reload} />
      ) : error && isAsked ? (
        <Notice kind="error">
          {error.message}
          <button type="button" onClick={() => place.getState().go({ buildOut: AT_FIRST_BUILD_OUT })}>
            {t('suppose.close')}
          </button>
        </Notice>
      ) : error instanceof ApiError && error.status === 404 ? (
        <Notice>{t('buildOut.none', { reason: error.message })}</Notice>
      ) : error ? (
        <Notice kind="error" onRetry={reload}>
          {t('thing.failed', { reason: error.message })}
        </Notice>
      ) : (
        <Notice>{t('thing.loading')}</Notice>
      )}
    </div>
  )
}

interface ToldProps extends Pick<ReturnType<typeof useBuildOut>, 'query' | 'risk' | 'supply'> {
  readonly view: BuildOutView
  /** Progress or a scenario was entered: all is asked for again. */
  readonly onChanged: () => void
}

function Told({ view, query, risk, supply, onChanged }: ToldProps) {
  const { place, session } = useTwin()
  const mayChange = useStore(session, (state) => state.mayChange)
  const [reported, setReported] = useState<string>()
  const { t, day: dayText } = useTranslator()
  const words = useBuildOutWords(view)
  const now = useToday()
  const shows = usePlace((state) => state.view)
  const state = usePlace(({ buildOut }) => buildOut.state)
  const { selectActivity, selectedActivity, selectedPackages } = useSelection(view)
  const marks = useMemo(() => timeMarks(view, { now, recorded: undefined }), [view, now])
  // What is made up has its own present.
  const [day, setDay] = useShownDay(view.isScenario ? view.dataDate : now)
  const parts = useMemo(() => partsAt(view, day), [view, day])
  const textOf = useCallback((mark: TimeMark) => mark.activities.map((id) => words.nameOf(id)).join('; '), [words])
  const selectPart = useCallback(
    ({ of }: Part) => {
      const { buildOut, go } = place.getState()
      go({ selected: placesOf(of)[0], buildOut: { ...buildOut, activity: undefined } })
    },
    [place],
  )
  const open = useCallback(
    (id: string) => {
      selectActivity(id)
      if (mayChange) setReported(id)
    },
    [selectActivity, mayChange],
  )
  const named = t('buildOut.asItStands')
  return (
    <>
      <BuildOutHead {...{ view, query }} />
      {view.fault !== null && <Notice kind="error">{t('buildOut.fault', { reason: view.fault })}</Notice>}
      <VerdictLine view={view} supply={supply.answer} />
      <div className="build-out-sticky">
        <SupposedBar view={view} />
        <TimeSlider {...{ marks, day, textOf }} onDay={setDay} />
      </div>
      <StateStrip parts={parts} />
      <Section
        title={t('buildOut.onDay', { day: dayText(day) })}
        flush
        tools={
          <>
            {day > now && <PlaceLink to={`/?at=${day}`}>{t('buildOut.centresThen')}</PlaceLink>}
            <ViewBar />
          </>
        }
      >
        {shows !== 'table' && <BuildOutPicture {...{ view, day, parts }} kind={shows} name={named} />}
        <PartTable
          {...{ view, day }}
          parts={parts.filter((part) => isInState(part, state))}
          caption={t('buildOut.partTable')}
          fileName={`build-out-${day}`}
          selected={selectedPackages}
          onSelect={selectPart}
        />
      </Section>
      <Section
        title={t('buildOut.gantt')}
        flush
        tools={
          mayChange &&
          selectedActivity !== undefined && (
            <button type="button" onClick={() => setReported(selectedActivity)}>
              {t('progress.report')}
            </button>
          )
        }
      >
        <div className="build-out-gantt">
          <Gantt {...{ view, day }} selected={selectedActivity} onSelect={selectActivity} onOpen={open} />
        </div>
      </Section>
      <Section title={t('suppose.title')}>
        <SupposePanel {...{ view, supply, onChanged }} amountOf={words.amount} />
      </Section>
      {reported !== undefined && (
        <ProgressDialog {...{ view, onChanged }} activityId={reported} onClose={() => setReported(undefined)} />
      )}
      <CurveSection {...{ view, day }} />
      <div className="build-out-columns">
        <MilestoneSection {...{ view, risk }} selected={selectedActivity} onSelect={selectActivity} />
        <DriverBars {...{ view, risk }} />
      </div>
      <ReadySection {...{ view, day }} span={marks} onSelect={selectActivity} />
      <DemandSection {...{ view, supply, day }} last={marks.last} onSelect={selectActivity} />
      <CompareSection
        {...{ view, day }}
        picture={(dates, name) =>
          shows === 'table' ? null : <BuildOutPicture {...{ view, day, parts, dates, name }} kind={shows} />
        }
      />
    </>
  )
}

/** One selection for pictures and tables: an activity with the building of its package, or a building with all packages that build it. */
function useSelection(view: BuildOutView) {
  const { place } = useTwin()
  const path = usePlace((state) => state.selected)
  const activity = usePlace(({ buildOut }) => buildOut.activity)
  const byId = useMemo(() => new Map(view.activities.map((one) => [one.id, one])), [view])
  const ofActivity = activity === undefined ? undefined : byId.get(activity)?.package
  const selectedPackages = useMemo(
    () =>
      new Set(
        view.packages
          .filter((of) => of.id === ofActivity || (path !== undefined && placesOf(of).includes(path)))
          .map(({ id }) => id),
      ),
    [view, ofActivity, path],
  )
  const selectActivity = useCallback(
    (id: string) => {
      const of = view.packages.find((one) => one.id === byId.get(id)?.package)
      const { buildOut, go } = place.getState()
      go({ selected: of && placesOf(of)[0], buildOut: { ...buildOut, activity: id } })
    },
    [place, view, byId],
  )
  return { selectActivity, selectedActivity: activity, selectedPackages }
}
