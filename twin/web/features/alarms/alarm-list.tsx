import { useState } from 'react'
import { useStore } from 'zustand'
import type { AlarmView } from '../../../protocol/rest.ts'
import { useTwin } from '../../twin-context.ts'
import { waitsForAcknowledgement } from '../../ui/alarm-line.tsx'
import { CsvButton } from '../../ui/csv-button.tsx'
import { MayLookOnly } from '../../ui/may-look-only.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { AcknowledgeDialog } from './acknowledge-dialog.tsx'
import { AlarmRow } from './alarm-row.tsx'
import './alarms.css'

const FILTERS = ['all', 'critical', 'warning', 'unacknowledged'] as const
type Filter = (typeof FILTERS)[number]

const KEEPS: Readonly<Record<Filter, (alarm: AlarmView) => boolean>> = {
  all: () => true,
  critical: ({ severity }) => severity === 'critical',
  warning: ({ severity }) => severity === 'warning',
  unacknowledged: waitsForAcknowledgement,
}

/** All that is not normal, worst first, with acknowledgement. */
export function AlarmList() {
  const { alarms } = useTwin()
  const { t, count } = useTranslator()
  const { list, state, reason, flood } = useStore(alarms)
  const [filter, setFilter] = useState<Filter>('all')
  const [acknowledging, setAcknowledging] = useState<AlarmView>()
  const active = list.filter((alarm) => alarm.state !== 'normal')
  const shown = active.filter(KEEPS[filter])
  return (
    <>
      <MayLookOnly told={(name) => t('alarms.byOperators', { name })} />
      {flood > 0 && (
        <p className="alarm-flood" role="status">
          {t('alarms.flood', { count: count(flood) })}
        </p>
      )}
      <Section
        title={t('alarms.count', { count: active.length })}
        flush
        tools={
          <>
            <Segmented
              label={t('alarms.filter')}
              choices={FILTERS}
              chosen={filter}
              textOf={(choice) => t(`alarms.filter.${choice}`)}
              onChoose={setFilter}
            />
            <CsvButton label={t('alarms.csvLabel')} fileName="oblak-alarms" rows={() => csvRows(shown)} />
          </>
        }
      >
        {state === 'failed' && (
          <Notice kind="error" onRetry={() => void alarms.refresh()}>
            {t('alarms.loadFailed', { reason })}
          </Notice>
        )}
        {state === 'loading' && <Notice>{t('thing.loading')}</Notice>}
        {state === 'ready' && shown.length === 0 && (
          <Notice>{t(active.length === 0 ? 'alarms.none' : 'alarms.noneFiltered')}</Notice>
        )}
        {shown.length > 0 && (
          <table className="alarm-table">
            <thead>
              <tr>
                <th scope="col">{t('alarms.severity')}</th>
                <th scope="col">
                  {t('alarms.what')}, {t('alarms.where').toLowerCase()}
                </th>
                <th scope="col" className="is-number">
                  {t('alarms.value')} / {t('alarms.limit').toLowerCase()}
                </th>
                <th scope="col">{t('alarms.since')}</th>
                <th scope="col">{t('alarms.state')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('alarms.action')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((alarm) => (
                <AlarmRow key={alarm.id} alarm={alarm} onAcknowledge={() => setAcknowledging(alarm)} />
              ))}
            </tbody>
          </table>
        )}
      </Section>
      {acknowledging && <AcknowledgeDialog alarm={acknowledging} onClose={() => setAcknowledging(undefined)} />}
    </>
  )
}

function csvRows(alarms: readonly AlarmView[]) {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return [
    [
      'severity',
      'rule',
      'path',
      'point',
      'value',
      'limit',
      'unit',
      'since',
      'until',
      'state',
      'acknowledgedBy',
      'acknowledgedAt',
      'note',
    ],
    ...alarms.map(
      ({
        severity,
        rule,
        path,
        point,
        value,
        limit,
        unit,
        since,
        until,
        state,
        acknowledgedBy,
        acknowledgedAt,
        note,
      }) => [
        ...[severity, rule, path, point, value, limit, unit],
        ...[iso(since), iso(until), state, acknowledgedBy, iso(acknowledgedAt), note],
      ],
    ),
  ]
}
