import { useState } from 'react'
import type { AlarmView } from '../../../protocol/rest.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { AcknowledgeDialog } from './acknowledge-dialog.tsx'
import { AlarmRow } from './alarm-row.tsx'
import { ShelveDialog } from './shelve-dialog.tsx'

interface AlarmTableProps {
  readonly alarms: readonly AlarmView[]
  readonly under: ReadonlyMap<string, readonly AlarmView[]>
}

/** Alarms in rows, each with its consequences folded under it, and the dialogs that people answer them with. */
export function AlarmTable({ alarms, under }: AlarmTableProps) {
  const { t } = useTranslator()
  const [acknowledging, setAcknowledging] = useState<AlarmView>()
  const [shelving, setShelving] = useState<AlarmView>()
  return (
    <>
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
          {alarms.map((alarm) => (
            <AlarmRow
              key={alarm.id}
              alarm={alarm}
              consequences={under.get(alarm.id) ?? []}
              onAcknowledge={() => setAcknowledging(alarm)}
              onShelve={() => setShelving(alarm)}
            />
          ))}
        </tbody>
      </table>
      {acknowledging && <AcknowledgeDialog alarm={acknowledging} onClose={() => setAcknowledging(undefined)} />}
      {shelving && <ShelveDialog alarm={shelving} onClose={() => setShelving(undefined)} />}
    </>
  )
}
