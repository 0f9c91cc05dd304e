import { FaultPanel } from '../features/faults/fault-panel.tsx'
import { useTranslator } from '../ui/translator-context.ts'

export function FaultsPlace() {
  const { t } = useTranslator()
  return (
    <div className="place-body">
      <div className="place-head">
        <h1>{t('faults.title')}</h1>
        <span className="badge is-simulated">{t('simulated.badge')}</span>
      </div>
      <p className="is-quiet-text">{t('faults.note')}</p>
      <FaultPanel />
    </div>
  )
}
