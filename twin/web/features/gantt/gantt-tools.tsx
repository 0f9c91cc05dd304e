import { useTranslator } from '../../ui/translator-context.ts'
import { COLUMNS } from './gantt-columns.ts'
import type { GanttModel } from './gantt-model.ts'
import { SORTS, type SortBy } from './gantt-rows.ts'
import { ZOOMS, type ZoomName } from './time-scale.ts'
import type { GanttChoices } from './use-gantt-choices.ts'
import type { TimeZoom, ZoomChoice } from './use-time-zoom.ts'

interface GanttFiltersProps {
  readonly model: GanttModel
  readonly choices: GanttChoices
  readonly day: string
  /** Activities that are left. */
  readonly count: number
}

/** What is shown: search, package, and what only is to be seen. */
export function GanttFilters({ model, choices, day, count }: GanttFiltersProps) {
  const { t, nameOf, day: shown } = useTranslator()
  const { filter, setFilter } = choices
  const only = (key: 'criticalOnly' | 'lateOnly') => (
    <button type="button" aria-pressed={filter[key]} onClick={() => setFilter({ [key]: !filter[key] })}>
      {t(`gantt.${key}`)}
    </button>
  )
  const isOn = filter.underConstructionOn !== undefined
  return (
    <div className="gantt-tools">
      <input
        type="search"
        value={filter.text}
        placeholder={t('gantt.search')}
        aria-label={t('gantt.search')}
        onChange={(event) => setFilter({ text: event.target.value })}
      />
      <select
        value={filter.package ?? ''}
        aria-label={t('gantt.package')}
        onChange={(event) => setFilter({ package: event.target.value === '' ? undefined : event.target.value })}
      >
        <option value="">{t('gantt.allPackages')}</option>
        {model.view.packages.map((one) => (
          <option key={one.id} value={one.id}>
            {nameOf(one)}
          </option>
        ))}
      </select>
      <span className="gantt-toggles">
        {only('criticalOnly')}
        {only('lateOnly')}
        <button
          type="button"
          aria-pressed={isOn}
          onClick={() => setFilter({ underConstructionOn: isOn ? undefined : day })}
        >
          {t('gantt.underConstruction', { day: shown(day) })}
        </button>
      </span>
      <span className="is-quiet-text" role="status">
        {t('gantt.rows', { count })}
      </span>
    </div>
  )
}

interface GanttViewToolsProps {
  readonly model: GanttModel
  readonly choices: GanttChoices
  readonly zoom: TimeZoom
  /** Number of the day that the slider stands at. */
  readonly day: number
}

const PAN = 0.5
const ZOOM_CHOICES: readonly ZoomChoice[] = ['fit', ...(Object.keys(ZOOMS) as ZoomName[])]

/** How it is shown: scale, place in time, order, folding, columns, links. */
export function GanttViewTools({ model, choices, zoom, day }: GanttViewToolsProps) {
  const { t } = useTranslator()
  const { columns, criticalLinks, foldAll, folded, order, setCriticalLinks, showColumn, sortBy } = choices
  const press = (text: string, label: string, onPress: () => void) => (
    <button type="button" className="is-icon" aria-label={label} title={label} onClick={onPress}>
      {text}
    </button>
  )
  return (
    <div className="gantt-tools">
      <fieldset className="segmented" aria-label={t('gantt.zoom')}>
        {ZOOM_CHOICES.map((choice) => (
          <button key={choice} type="button" aria-pressed={zoom.chosen === choice} onClick={() => zoom.choose(choice)}>
            {t(`gantt.zoom.${choice}`)}
          </button>
        ))}
      </fieldset>
      <span className="gantt-toggles">
        {press('−', t('gantt.zoomOut'), () => zoom.step(-1))}
        {press('+', t('gantt.zoomIn'), () => zoom.step(1))}
        {press('‹', t('gantt.earlier'), () => zoom.pan(-PAN))}
        {press('›', t('gantt.later'), () => zoom.pan(PAN))}
        <button type="button" onClick={() => zoom.show(day)}>
          {t('gantt.toDay')}
        </button>
      </span>
      <select
        value={order.by}
        aria-label={t('gantt.sort')}
        onChange={(event) => sortBy(SORTS.find((by) => by === event.target.value) ?? ('programme' satisfies SortBy))}
      >
        {SORTS.map((by) => (
          <option key={by} value={by}>
            {t(`gantt.sort.${by}`)}
          </option>
        ))}
      </select>
      <button type="button" onClick={() => foldAll(folded.size > 0 ? [] : model.view.packages.map(({ id }) => id))}>
        {t(folded.size > 0 ? 'gantt.unfoldAll' : 'gantt.foldAll')}
      </button>
      <button type="button" aria-pressed={criticalLinks} onClick={() => setCriticalLinks(!criticalLinks)}>
        {t('gantt.criticalLinks')}
      </button>
      <details className="gantt-columns">
        <summary>{t('gantt.columns')}</summary>
        <ul>
          {COLUMNS.filter((column) => column !== 'name').map((column) => (
            <li key={column}>
              <label>
                <input
                  type="checkbox"
                  checked={columns.has(column)}
                  onChange={(event) => showColumn(column, event.target.checked)}
                />{' '}
                {t(`gantt.column.${column}`)}
              </label>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
