import { useEffectEvent, useLayoutEffect, useMemo, useRef } from 'react'
import type { BuildOutView } from '../../../protocol/build-out.ts'
import { Notice } from '../../ui/notice.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { dayNumber } from './day-number.ts'
import './gantt.css'
import { tableWidth } from './gantt-columns.ts'
import { ganttModel } from './gantt-model.ts'
import { countOf, ganttRows, NO_FILTER } from './gantt-rows.ts'
import { GanttSaving } from './gantt-saving.tsx'
import { GanttSheet } from './gantt-sheet.tsx'
import { GanttLegend } from './gantt-signs.tsx'
import { GanttTools } from './gantt-tools.tsx'
import { ganttWords } from './gantt-words.ts'
import { openingRow } from './opening-row.ts'
import { useActiveRow } from './use-active-row.ts'
import { useGanttChoices } from './use-gantt-choices.ts'
import { useGanttPointer } from './use-gantt-pointer.ts'
import { usePictureScene } from './use-picture-scene.ts'
import { useInnerSize } from './use-scroll-window.ts'
import { useTimeZoom } from './use-time-zoom.ts'

/** Narrower than this, tools that are used less are folded away. */
const COMPACT_BELOW = 900

interface GanttProps {
  readonly view: BuildOutView
  /** The day that the slider stands at, ISO. */
  readonly day: string
  /** Id of the baseline that is compared with. @default that of the view */
  readonly baseline?: string | undefined
  /** Id of the activity that is selected on the page. */
  readonly selected?: string | undefined
  /** A row was gone to, by key or by pointer. */
  readonly onSelect: (activity: string) => void
  /** Enter, or two presses: details are wanted. */
  readonly onOpen: (activity: string) => void
}

/**
 * The programme as a treegrid with a picture of time beside it. It fills the height of its box and scrolls within; the rows are those in
 * sight, the picture is a canvas of their height.
 */
export function Gantt({ view, day, baseline, selected, onSelect, onOpen }: GanttProps) {
  const translator = useTranslator()
  const { t, nameOf, compare } = translator
  const scroller = useRef<HTMLDivElement>(null)
  const compared = baseline ?? view.baseline ?? undefined
  const model = useMemo(() => ganttModel(view, compared), [view, compared])
  const words = useMemo(() => ganttWords(translator), [translator])

  const size = useInnerSize(scroller)
  const choices = useGanttChoices(size.width)
  const { columns, criticalLinks, filter, folded, order } = choices
  const rows = useMemo(() => {
    const underConstructionOn = filter.underConstructionOn === undefined ? undefined : day
    return ganttRows(model, { filter: { ...filter, underConstructionOn }, order, folded, nameOf, compare })
  }, [model, filter, day, order, folded, nameOf, compare])
  const columnsWidth = tableWidth(columns, size.width)
  const timeWidth = Math.max(0, size.width - columnsWidth)
  const present = dayNumber(view.dataDate)
  const zoom = useTimeZoom({ scroller, extent: model.extent, present, width: timeWidth })
  const active = useActiveRow(scroller, rows, selected)
  const pointer = useGanttPointer(scroller, zoom, columnsWidth)
  const toPresent = () => {
    const row = openingRow(rows, present)
    if (row) active.open(row)
    zoom.showPresent()
  }
  const openAt = useEffectEvent((dataDate: number) => {
    const row = selected === undefined ? openingRow(rows, dataDate) : undefined
    if (row) active.open(row)
  })
  const opensAt = size.height > 0 && model.activities.length > 0 ? present : undefined
  // Once for a programme: what comes anew of the same takes nobody's place away.
  useLayoutEffect(() => {
    if (opensAt !== undefined) openAt(opensAt)
  }, [opensAt])
  const scene = usePictureScene({ model, rows, scale: zoom.scale, words, day, selected, criticalLinks })
  return (
    <div className="gantt">
      <GanttTools
        {...{ model, choices, zoom, day, toPresent, isCompact: size.width < COMPACT_BELOW }}
        dayNumber={dayNumber(day)}
        count={countOf(rows)}
      />
      <div ref={scroller} className="gantt-scroll" data-arrows {...pointer}>
        <GanttSheet
          {...{ scroller, size, scene, zoom, active, choices, timeWidth, selected, onSelect, onOpen }}
          toPresent={toPresent}
        />
        {rows.length === 0 && (
          <Notice>
            {t('gantt.nothing')}{' '}
            <button type="button" onClick={() => choices.setFilter(NO_FILTER)}>
              {t('gantt.everything')}
            </button>
          </Notice>
        )}
      </div>
      <div className="gantt-tools is-foot">
        <GanttLegend />
        <GanttSaving {...{ scroller, scene, timeWidth }} baseline={compared} />
      </div>
    </div>
  )
}
