import { memo, useCallback, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { BuildOutView } from '../../protocol/build-out.ts'
import { CompareSection } from '../features/build-out/compare-section.tsx'
import { CurveSection } from '../features/build-out/curve-section.tsx'
import { DemandSection } from '../features/build-out/demand-section.tsx'
import { DriverBars } from '../features/build-out/driver-bars.tsx'
import { MilestoneSection } from '../features/build-out/milestone-section.tsx'
import { PartTable } from '../features/build-out/part-table.tsx'
import { isInState, type Part, partsAt, placesOf } from '../features/build-out/parts.ts'
import { ReadySection } from '../features/build-out/ready-section.tsx'
import { StateStrip } from '../features/build-out/state-strip.tsx'
import type { useBuildOut } from '../features/build-out/use-build-out.ts'
import { useBuildOutWords } from '../features/build-out/use-build-out-words.ts'
import { useSelection } from '../features/build-out/use-selection.ts'
import { Gantt } from '../features/gantt/gantt.tsx'
import { ProgressDialog } from '../features/progress/progress-dialog.tsx'
import { SupposePanel } from '../features/progress/suppose-panel.tsx'
import { ViewBar } from '../features/strip/view-bar.tsx'
import type { TimeMarks } from '../state/time-marks.ts'
import { useTwin } from '../twin-context.ts'
import { PlaceLink } from '../ui/place-link.tsx'
import { Section } from '../ui/section.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { usePlace } from '../ui/use-place.ts'
import { BuildOutPicture } from './build-out-picture.tsx'

interface BuildOutSectionsProps extends Pick<ReturnType<typeof useBuildOut>, 'risk' | 'supply'> {
  readonly view: BuildOutView
  /** ISO, of the slider. */
  readonly day: string
  readonly marks: TimeMarks
  /** Progress or a scenario was entered: all is asked for again. */
  readonly onChanged: () => void
}

/** What no day changes is not drawn again when the slider moves. */
const Milestones = memo(MilestoneSection)
const Drivers = memo(DriverBars)
const Suppose = memo(SupposePanel)

/** Everything below the slider: drawn again only when its day has come through. */
export const BuildOutSections = memo(function BuildOutSections(props: BuildOutSectionsProps) {
  const { view, day, marks, risk, supply, onChanged } = props
  const { place, session } = useTwin()
  const mayChange = useStore(session, (state) => state.mayChange)
  const [reported, setReported] = useState<string>()
  const { t, day: dayText } = useTranslator()
  const words = useBuildOutWords(view)
  const shows = usePlace((state) => state.view)
  const state = usePlace(({ buildOut }) => buildOut.state)
  const { selectActivity, selectedActivity, selectedPackages } = useSelection(view)
  const parts = useMemo(() => partsAt(view, day), [view, day])
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
      <StateStrip parts={parts} />
      <Section
        title={t('buildOut.onDay', { day: dayText(day) })}
        flush
        tools={
          <>
            {day > marks.now && <PlaceLink to={`/?at=${day}`}>{t('buildOut.centresThen')}</PlaceLink>}
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
        <Suppose {...{ view, supply, onChanged }} amountOf={words.amount} />
      </Section>
      {reported !== undefined && (
        <ProgressDialog {...{ view, onChanged }} activityId={reported} onClose={() => setReported(undefined)} />
      )}
      <CurveSection {...{ view, day }} />
      <div className="build-out-columns">
        <Milestones {...{ view, risk }} selected={selectedActivity} onSelect={selectActivity} />
        <Drivers {...{ view, risk }} />
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
})
