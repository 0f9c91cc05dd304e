import { FaultPanel } from '../features/faults/fault-panel.tsx'
import { useTwin } from '../twin-context.ts'
import { useTranslator } from '../ui/translator-context.ts'

export function FaultsPlace() {
  const { t } = useTranslator()
  const { simulated } = useTwin()
  return (
    <div className="place-body">
      <div className="place-head">
        <h1>{t('faults.title')}</h1>
        {simulated && <span className="badge is-simulated">{t('simulated.badge')}</span>}
      </div>
      {simulated && <p className="is-quiet-text">{t('faults.note')}</p>}
      <FaultPanel />
    </div>
  )
}
