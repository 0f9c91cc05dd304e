import { useTranslator } from '../../ui/translator-context.ts'
import { COLUMNS } from './gantt-columns.ts'
import type { GanttModel } from './gantt-model.ts'
import { SORTS } from './gantt-rows.ts'
import type { GanttChoices } from './use-gantt-choices.ts'

interface ChooserProps {
  readonly choices: GanttChoices
}

/** Part of a name, an id or a package's name. */
export function SearchField({ choices: { filter, setFilter } }: ChooserProps) {
  const { t } = useTranslator()
  return (
    <input
      type="search"
      value={filter.text}
      placeholder={t('gantt.search')}
      aria-label={t('gantt.search')}
      onChange={(event) => setFilter({ text: event.target.value })}
    />
  )
}

/** One work package, or all. */
export function PackageChoice({
  choices: { filter, setFilter },
  model,
}: ChooserProps & { readonly model: GanttModel }) {
  const { t, nameOf } = useTranslator()
  return (
    <select
      value={filter.package ?? ''}
      aria-label={t('gantt.package')}
      onChange={({ target }) => setFilter({ package: target.value === '' ? undefined : target.value })}
    >
      <option value="">{t('gantt.allPackages')}</option>
      {model.view.packages.map((one) => (
        <option key={one.id} value={one.id}>
          {nameOf(one)}
        </option>
      ))}
    </select>
  )
}

/** What alone is to be seen. */
export function RowToggles({ choices: { filter, setFilter }, day }: ChooserProps & { readonly day: string }) {
  const { t, day: shown } = useTranslator()
  const isOn = filter.underConstructionOn !== undefined
  const toggle = (key: 'criticalOnly' | 'lateOnly') => (
    <button type="button" aria-pressed={filter[key]} onClick={() => setFilter({ [key]: !filter[key] })}>
      {t(`gantt.${key}`)}
    </button>
  )
  return (
    <span className="gantt-toggles">
      {toggle('criticalOnly')}
      {toggle('lateOnly')}
      <button
        type="button"
        aria-pressed={isOn}
        onClick={() => setFilter({ underConstructionOn: isOn ? undefined : day })}
      >
        {t('gantt.underConstruction', { day: shown(day) })}
      </button>
    </span>
  )
}

/** What rows are sorted by, which the heads of the columns turn round; whether links are drawn; which columns stand beside the picture. */
export function ViewChoice({ choices }: ChooserProps) {
  const { columns, criticalLinks, order, setCriticalLinks, showColumn, sortBy } = choices
  const { t } = useTranslator()
  return (
    <details className="gantt-view">
      <summary>{t('gantt.view')}</summary>
      <div className="gantt-view-choices">
        <label>
          {t('gantt.sort')}
          <select
            value={order.by}
            onChange={({ target }) => sortBy(SORTS.find((by) => by === target.value) ?? order.by)}
          >
            {SORTS.map((by) => (
              <option key={by} value={by}>
                {t(`gantt.sort.${by}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input type="checkbox" checked={criticalLinks} onChange={({ target }) => setCriticalLinks(target.checked)} />
          {t('gantt.criticalLinks')}
        </label>
        <fieldset>
          <legend>{t('gantt.columns')}</legend>
          {COLUMNS.filter((column) => column !== 'name').map((column) => (
            <label key={column}>
              <input
                type="checkbox"
                checked={columns.has(column)}
                onChange={({ target }) => showColumn(column, target.checked)}
              />
              {t(`gantt.column.${column}`)}
            </label>
          ))}
        </fieldset>
      </div>
    </details>
  )
}
