import { useTranslator } from '../../ui/translator-context.ts'
import { PackageChoice, RowToggles, SearchField, ViewChoice } from './gantt-choosers.tsx'
import type { GanttModel } from './gantt-model.ts'
import { ZOOMS, type ZoomName } from './time-scale.ts'
import type { GanttChoices } from './use-gantt-choices.ts'
import type { TimeZoom, ZoomChoice } from './use-time-zoom.ts'

interface GanttToolsProps {
  readonly model: GanttModel
  readonly choices: GanttChoices
  readonly zoom: TimeZoom
  /** Goes to where work stands: in time, and among the rows. */
  readonly toPresent: () => void
  /** The day that the slider stands at, ISO and as a number. */
  readonly day: string
  readonly dayNumber: number
  /** Activities that are left by the filter. */
  readonly count: number
  /** There is little room: what is used less is folded away. */
  readonly isCompact: boolean
}

const PAN = 0.5
const ZOOM_CHOICES: readonly ZoomChoice[] = ['fit', 'ahead', ...(Object.keys(ZOOMS) as ZoomName[])]

/** What is shown of the programme, and how. */
export function GanttTools(props: GanttToolsProps) {
  const { choices, count, day, isCompact, model } = props
  const { t } = useTranslator()
  const filters = (
    <>
      <PackageChoice model={model} choices={choices} />
      <RowToggles choices={choices} day={day} />
    </>
  )
  const counted = (
    <span className="is-quiet-text" role="status">
      {t('gantt.rows', { count })}
    </span>
  )
  if (!isCompact) {
    return (
      <>
        <div className="gantt-tools">
          <SearchField choices={choices} />
          {filters}
          {counted}
          <ViewChoice choices={choices} />
        </div>
        <div className="gantt-tools">
          <ZoomNames {...props} />
          <TimeButtons {...props} />
          <FoldButton {...props} />
        </div>
      </>
    )
  }
  return (
    <>
      <div className="gantt-tools">
        <SearchField choices={choices} />
        <TimeButtons {...props} />
        {counted}
      </div>
      <details className="gantt-more">
        <summary>{t('gantt.more')}</summary>
        <div className="gantt-tools">
          <ZoomNames {...props} />
          {filters}
          <FoldButton {...props} />
          <ViewChoice choices={choices} />
        </div>
      </details>
    </>
  )
}

function ZoomNames({ zoom }: GanttToolsProps) {
  const { t } = useTranslator()
  return (
    <fieldset className="segmented" aria-label={t('gantt.zoom')}>
      {ZOOM_CHOICES.map((choice) => (
        <button key={choice} type="button" aria-pressed={zoom.chosen === choice} onClick={() => zoom.choose(choice)}>
          {t(`gantt.zoom.${choice}`)}
        </button>
      ))}
    </fieldset>
  )
}

/** What the wheel and a drag do, by buttons. */
function TimeButtons({ dayNumber, isCompact, toPresent, zoom }: GanttToolsProps) {
  const { t } = useTranslator()
  const press = (text: string, label: string, onPress: () => void) => (
    <button type="button" className="is-icon" aria-label={label} title={label} onClick={onPress}>
      {text}
    </button>
  )
  return (
    <span className="gantt-toggles">
      {press('−', t('gantt.zoomOut'), () => zoom.step(-1))}
      {press('+', t('gantt.zoomIn'), () => zoom.step(1))}
      {press('‹', t('gantt.earlier'), () => zoom.pan(-PAN))}
      {press('›', t('gantt.later'), () => zoom.pan(PAN))}
      {isCompact ? (
        <>
          {press('|', t('gantt.toPresent'), toPresent)}
          {press('▾', t('gantt.toDay'), () => zoom.show(dayNumber))}
        </>
      ) : (
        <>
          <button type="button" title={t('gantt.toPresentHint')} onClick={toPresent}>
            {t('gantt.toPresent')}
          </button>
          <button type="button" onClick={() => zoom.show(dayNumber)}>
            {t('gantt.toDay')}
          </button>
        </>
      )}
    </span>
  )
}

function FoldButton({ choices: { foldAll, folded }, model }: GanttToolsProps) {
  const { t } = useTranslator()
  const isFolded = folded.size > 0
  return (
    <button type="button" onClick={() => foldAll(isFolded ? [] : model.view.packages.map(({ id }) => id))}>
      {t(isFolded ? 'gantt.unfoldAll' : 'gantt.foldAll')}
    </button>
  )
}
