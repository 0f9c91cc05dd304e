import { useMemo, useState } from 'react'
import type { PointView } from '../../../protocol/rest.ts'
import { useTwin } from '../../twin-context.ts'
import { CsvButton } from '../../ui/csv-button.tsx'
import { LivePoint } from '../../ui/live-point.tsx'
import { Provenance } from '../../ui/provenance.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useLiveValue } from '../../ui/use-live-value.ts'
import { useNow } from '../../ui/use-now.ts'
import './points.css'

/** Longer lists begin folded to this many. */
const MOST_AT_FIRST = 60

interface PointTableProps {
  /** Path of the thing; the points' names are shown below it. */
  readonly thing: string
  readonly points: readonly PointView[]
}

/** Every point with its newest value, its age, and where the value comes from. */
export function PointTable({ thing, points }: PointTableProps) {
  const { t, compare, count } = useTranslator()
  const [filter, setFilter] = useState('')
  const [all, setAll] = useState(false)
  const sorted = useMemo(() => [...points].sort((one, other) => compare(one.path, other.path)), [points, compare])
  const wanted = filter.trim().toLowerCase()
  const found = sorted.filter(
    (point) => wanted === '' || `${point.path} ${t(`quantity.${point.quantity}`)}`.toLowerCase().includes(wanted),
  )
  const shown = all ? found : found.slice(0, MOST_AT_FIRST)
  if (points.length === 0) {
    return (
      <Section title={t('points.title')}>
        <p className="is-quiet-text">{t('points.none')}</p>
      </Section>
    )
  }
  return (
    <Section
      title={t('points.title')}
      flush
      tools={
        <>
          <input
            type="search"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
            aria-label={t('points.filter')}
            placeholder={t('points.filter')}
          />
          <CsvButton label={t('table.csvLabel')} fileName={`${thing}-points`} rows={() => csvRows(sorted)} />
        </>
      }
    >
      <table className="point-table">
        <thead>
          <tr>
            <th scope="col">{t('points.point')}</th>
            <th scope="col" className="is-number">
              {t('points.value')}
            </th>
            <th scope="col" className="is-number">
              {t('points.age')}
            </th>
            <th scope="col">{t('points.provenance')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((point) => (
            <PointRow key={point.path} thing={thing} point={point} />
          ))}
        </tbody>
      </table>
      {found.length > shown.length && (
        <p className="notice">
          <button type="button" onClick={() => setAll(true)}>
            {t('points.all', { count: count(found.length) })}
          </button>
        </p>
      )}
    </Section>
  )
}

function PointRow({ thing, point }: { readonly thing: string; readonly point: PointView }) {
  const { t } = useTranslator()
  const local = point.path.startsWith(`${thing}/`) ? point.path.slice(thing.length + 1) : point.path
  return (
    <tr>
      <th scope="row" title={point.path}>
        <span className="point-name">{local}</span>{' '}
        <span className="is-quiet-text">{t(`quantity.${point.quantity}`)}</span>
      </th>
      <td className="is-number">
        <LivePoint point={point} />
      </td>
      <PointAge point={point} />
    </tr>
  )
}

function PointAge({ point }: { readonly point: PointView }) {
  const { live } = useTwin()
  const { ago, dateTime } = useTranslator()
  const now = useNow()
  const value = useLiveValue('point', point.index)
  const liveAt = live.columns.atOf('point', point.index)
  const latest = point.latest
  const at = Math.max(latest?.at ?? Number.NEGATIVE_INFINITY, Number.isNaN(liveAt) ? Number.NEGATIVE_INFINITY : liveAt)
  const isFresh = !Number.isNaN(value) && liveAt >= (latest?.at ?? 0)
  const word =
    latest === undefined && !isFresh
      ? 'none'
      : latest && !isFresh && latest.quality !== 'good'
        ? latest.quality
        : latest?.stale && !isFresh
          ? 'stale'
          : 'measured'
  return (
    <>
      <td className="is-number" title={Number.isFinite(at) ? dateTime(at) : undefined}>
        {Number.isFinite(at) ? ago(at, Math.max(at, now)) : '–'}
      </td>
      <td>
        <Provenance word={word} />
      </td>
    </>
  )
}

function csvRows(points: readonly PointView[]) {
  return [
    ['path', 'quantity', 'unit', 'value', 'at', 'quality'],
    ...points.map(({ path, quantity, unit, latest }) => [
      path,
      quantity,
      unit,
      latest?.value ?? null,
      latest ? new Date(latest.at).toISOString() : null,
      latest?.quality ?? null,
    ]),
  ]
}
