import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { AlarmView } from '../../../protocol/rest.ts'
import { useTwin } from '../../twin-context.ts'
import { isTold, waitsForAcknowledgement } from '../../ui/alarm-line.tsx'
import { CsvButton } from '../../ui/csv-button.tsx'
import { MayLookOnly } from '../../ui/may-look-only.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { csvRows } from './alarm-csv.ts'
import { AlarmHistory } from './alarm-history.tsx'
import { AlarmTable } from './alarm-table.tsx'
import { foldAlarms } from './fold-alarms.ts'
import './alarms.css'

const FILTERS = ['all', 'critical', 'warning', 'unacknowledged', 'quiet', 'history'] as const
type Filter = (typeof FILTERS)[number]

const KEEPS: Readonly<Record<Exclude<Filter, 'history'>, (alarm: AlarmView) => boolean>> = {
  all: isTold,
  critical: (alarm) => isTold(alarm) && alarm.severity === 'critical',
  warning: (alarm) => isTold(alarm) && alarm.severity === 'warning',
  unacknowledged: waitsForAcknowledgement,
  quiet: (alarm) => !isTold(alarm),
}

/** All that is not normal, worst first and folded under its roots, with acknowledgement and shelving; and the history. */
export function AlarmList() {
  const { alarms } = useTwin()
  const { t, count } = useTranslator()
  const { list, state, reason, flood } = useStore(alarms)
  const [filter, setFilter] = useState<Filter>('all')
  const { roots, under } = useMemo(() => foldAlarms(list.filter((alarm) => alarm.state !== 'normal')), [list])
  const shown = filter === 'history' ? [] : roots.filter(KEEPS[filter])
  const active = roots.filter(isTold)
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
            <CsvButton label={t('alarms.csvLabel')} fileName="oblak-alarms" rows={() => csvRows(list)} />
          </>
        }
      >
        {state === 'failed' && (
          <Notice kind="error" onRetry={() => void alarms.refresh()}>
            {t('alarms.loadFailed', { reason })}
          </Notice>
        )}
        {state === 'loading' && <Notice>{t('thing.loading')}</Notice>}
        {filter === 'history' ? (
          <AlarmHistory />
        ) : (
          state === 'ready' &&
          shown.length === 0 && <Notice>{t(active.length === 0 ? 'alarms.none' : 'alarms.noneFiltered')}</Notice>
        )}
        {shown.length > 0 && <AlarmTable alarms={shown} under={under} />}
      </Section>
    </>
  )
}
