import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { HEALTH } from '../../../model/health.ts'
import { lastSegment, parentPath } from '../../../model/path.ts'
import type { Thing } from '../../../model/things.ts'
import type { RackGhosts } from '../../state/rack-ghosts.ts'
import { useTwin } from '../../twin-context.ts'
import { CsvButton } from '../../ui/csv-button.tsx'
import { LiveHealth } from '../../ui/health-mark.tsx'
import { LiveNumber } from '../../ui/live-figures.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useLiveValue } from '../../ui/use-live-value.ts'
import { usePlace } from '../../ui/use-place.ts'
import { useWatch } from '../../ui/use-watch.ts'
import './table.css'
import { isFigure, type Sorting, sortThings, TABLE_COLUMNS, TABLE_METRICS, type TableColumn } from './table-columns.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useRowWindow } from './use-row-window.ts'

const ROW_HEIGHT = 28
/** A table sorted by a live value settles again this often: at every reading it would not be readable. */
const RESORT_MS = 5_000

interface ThingTableProps {
  readonly scope: string
  readonly label: string
  readonly things: readonly Thing[]
  /** True for what the filter leaves out: not shown. */
  readonly dimmed: ((index: number) => boolean) | undefined
  /** What would stand in racks: said beside their names. */
  readonly ghosts: readonly RackGhosts[]
}

/** The same data as the picture, in words: sortable, saved as CSV, walked with the arrow keys. */
export function ThingTable({ scope, label, things, dimmed, ghosts }: ThingTableProps) {
  const { live } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const parentNameOf = useParentName(scope)
  const selected = usePlace((state) => state.selected)
  const [sorting, setSorting] = useState<Sorting>({ column: 'name', descending: false })
  const [rows, setRows] = useState<readonly Thing[]>([])
  const ghostOf = useMemo(() => new Map(ghosts.map((ghost) => [ghost.rack, ghost])), [ghosts])
  const scroller = useRef<HTMLDivElement>(null)
  useWatch(TABLE_METRICS, scope)
  useEffect(() => {
    const sort = () => {
      const shown = dimmed ? things.filter(({ index }) => !dimmed(index)) : things
      setRows(sortThings(shown, sorting, live.columns, translator, parentNameOf))
    }
    sort()
    if (sorting.column === 'name') return
    const timer = setInterval(sort, RESORT_MS)
    return () => clearInterval(timer)
  }, [things, dimmed, sorting, live, translator, parentNameOf])

  const window = useRowWindow(scroller, rows.length, ROW_HEIGHT)
  const at = rows.findIndex(({ path }) => path === selected)
  useRowKeys(scroller, rows, ROW_HEIGHT)
  const sortBy = (column: TableColumn) =>
    setSorting((before) => ({ column, descending: before.column === column ? !before.descending : column !== 'name' }))

  return (
    <>
      <div className="table-tools">
        <span className="is-quiet-text">{t('table.rows', { count: rows.length })}</span>
        <CsvButton
          label={t('table.csvLabel')}
          fileName={scope || 'oblak'}
          rows={() => csvRows(rows, (metric) => live.columns.valuesOf(metric))}
        />
      </div>
      <div ref={scroller} className="table-scroll" data-arrows>
        <table className="thing-table" aria-label={label} aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              {TABLE_COLUMNS.map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={isFigure(column) ? 'is-number' : undefined}
                  aria-sort={sorting.column !== column ? 'none' : sorting.descending ? 'descending' : 'ascending'}
                >
                  <button
                    type="button"
                    title={t('table.sort', { column: t(`table.${column}`) })}
                    onClick={() => sortBy(column)}
                  >
                    {t(`table.${column}`)}
                    <span aria-hidden="true">
                      {sorting.column === column ? (sorting.descending ? ' ↓' : ' ↑') : ''}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          {window.above > 0 && <tbody className="table-spacer" style={{ blockSize: `${window.above}px` }} />}
          <tbody>
            {rows.slice(window.first, window.last).map((thing, offset) => (
              <Row
                key={thing.index}
                thing={thing}
                parentName={parentNameOf(thing)}
                number={window.first + offset + 2}
                ghost={ghostOf.get(thing.index)}
                isSelected={thing.path === selected}
                isTabStop={thing.path === selected || (at < 0 && window.first + offset === 0)}
              />
            ))}
          </tbody>
          {window.below > 0 && <tbody className="table-spacer" style={{ blockSize: `${window.below}px` }} />}
        </table>
        {rows.length === 0 && <Notice>{t(dimmed ? 'table.emptyFilter' : 'table.empty')}</Notice>}
      </div>
    </>
  )
}

interface RowProps {
  readonly thing: Thing
  readonly parentName: string
  readonly number: number
  readonly ghost: RackGhosts | undefined
  readonly isSelected: boolean
  /** One row is reached by Tab, the others by the arrow keys. */
  readonly isTabStop: boolean
}

function Row({ thing, parentName, number, ghost, isSelected, isTabStop }: RowProps) {
  const { t, nameOf } = useTranslator()
  const name = nameOf(thing) || lastSegment(thing.path)
  const kind = t(`kind.${thing.kind}`)
  return (
    <tr data-path={thing.path} aria-rowindex={number} aria-current={isSelected ? 'true' : undefined}>
      <td>
        <span className="table-name">
          <ThingLink path={thing.path} tabIndex={isTabStop ? 0 : -1} title={thing.path}>
            {name}
          </ThingLink>{' '}
          <span className="is-quiet-text">{parentName || kindBeside(name, kind, thing)}</span>
          {ghost && ghost.text !== '' && (
            <span className="badge is-ghost">{t('placement.fitsAs', { ranks: ghost.text })}</span>
          )}
        </span>
      </td>
      <td>
        <LiveHealth index={thing.index} withText />
      </td>
      {TABLE_COLUMNS.filter(isFigure).map((metric) => (
        <td key={metric} className="is-number">
          <Cell metric={metric} index={thing.index} />
        </td>
      ))}
    </tr>
  )
}

/** What stands between the scope and a thing, by name: a rack's row. */
function useParentName(scope: string): (thing: Thing) => string {
  const { estate } = useTwin()
  const { nameOf } = useTranslator()
  return useCallback(
    ({ path }) => {
      const above = parentPath(path)
      const parent = above === scope ? undefined : estate.find(above)
      return parent ? nameOf(parent) : ''
    },
    [estate, scope, nameOf],
  )
}

/** The kind in words where the name does not say it already; racks, which fill the table, need none. */
function kindBeside(name: string, kind: string, thing: Thing): string {
  return thing.kind === 'rack' || name.toLocaleLowerCase().includes(kind.toLocaleLowerCase()) ? '' : kind
}

function Cell({
  metric,
  index,
}: {
  readonly metric: Parameters<typeof LiveNumber>[0]['metric']
  readonly index: number
}) {
  return <LiveNumber value={useLiveValue(metric, index)} metric={metric} />
}

/** Numbers in SI as kept, health as its word in English, paths as they are. */
function csvRows(
  rows: readonly Thing[],
  valuesOf: (metric: 'health' | Parameters<typeof LiveNumber>[0]['metric']) => Float32Array,
) {
  const figures = TABLE_COLUMNS.filter(isFigure)
  return [
    ['path', 'name', 'kind', 'health', ...figures],
    ...rows.map((thing) => [
      thing.path,
      thing.name,
      thing.kind,
      HEALTH[valuesOf('health')[thing.index] ?? Number.NaN] ?? '',
      ...figures.map((metric) => valuesOf(metric)[thing.index] ?? Number.NaN),
    ]),
  ]
}
