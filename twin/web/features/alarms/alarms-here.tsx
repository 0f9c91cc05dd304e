import { useState } from 'react'
import { useStore } from 'zustand'
import { isWithin } from '../../../model/path.ts'
import type { AlarmView } from '../../../protocol/rest.ts'
import { useTwin } from '../../twin-context.ts'
import { AlarmLine, useAdvice, waitsForAcknowledgement } from '../../ui/alarm-line.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { AcknowledgeDialog } from './acknowledge-dialog.tsx'
import './alarms.css'

/** Alarms at and below a path, each with what to do first and the way to acknowledge it; nothing where there are none. */
export function AlarmsHere({ path }: { readonly path: string }) {
  const { alarms } = useTwin()
  const { t } = useTranslator()
  const list = useStore(alarms, (state) => state.list)
  const [acknowledging, setAcknowledging] = useState<AlarmView>()
  const here = list.filter((alarm) => alarm.state !== 'normal' && isWithin(alarm.path, path))
  return (
    <>
      {here.length > 0 && (
        <Section title={t('alarms.count', { count: here.length })}>
          <ul>
            {here.map((alarm) => (
              <Here key={alarm.id} alarm={alarm} onAcknowledge={() => setAcknowledging(alarm)} />
            ))}
          </ul>
        </Section>
      )}
      {acknowledging && <AcknowledgeDialog alarm={acknowledging} onClose={() => setAcknowledging(undefined)} />}
    </>
  )
}

function Here({ alarm, onAcknowledge }: { readonly alarm: AlarmView; readonly onAcknowledge: () => void }) {
  const { session } = useTwin()
  const translator = useTranslator()
  const mayChange = useStore(session, (state) => state.mayChange)
  const { first: step } = useAdvice(alarm)
  return (
    <li className="alarm-here">
      <AlarmLine alarm={alarm} />
      {step && <p className="alarm-step">{step}</p>}
      {mayChange && waitsForAcknowledgement(alarm) && (
        <button type="button" onClick={onAcknowledge}>
          {translator.t('alarms.acknowledge')}
        </button>
      )}
    </li>
  )
}
