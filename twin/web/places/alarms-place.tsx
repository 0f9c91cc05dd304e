import { AlarmList } from '../features/alarms/alarm-list.tsx'
import { MaintenanceList } from '../features/maintenance/maintenance-list.tsx'
import { SecurityEvents } from '../features/security-events/security-events.tsx'
import { useTranslator } from '../ui/translator-context.ts'

export function AlarmsPlace() {
  const { t } = useTranslator()
  return (
    <div className="place-body">
      <h1>{t('alarms.title')}</h1>
      <AlarmList />
      <SecurityEvents />
      <MaintenanceList />
    </div>
  )
}
