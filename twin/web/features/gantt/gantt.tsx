import { useMemo, useRef } from 'react'
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
  const zoom = useTimeZoom(scroller, model.extent, timeWidth)
  const pointer = useGanttPointer(scroller, zoom, columnsWidth)
  const scene = usePictureScene({ model, rows, scale: zoom.scale, words, day, selected, criticalLinks })
  return (
    <div className="gantt">
      <GanttTools
        {...{ model, choices, zoom, day, isCompact: size.width < COMPACT_BELOW }}
        dayNumber={dayNumber(day)}
        count={countOf(rows)}
      />
      <div ref={scroller} className="gantt-scroll" data-arrows {...pointer}>
        <GanttSheet {...{ scroller, size, scene, zoom, choices, timeWidth, selected, onSelect, onOpen }} />
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
