import { useState } from 'react'
import { useStore } from 'zustand'
import { isWithin } from '../../../model/path.ts'
import type { AlarmView } from '../../../protocol/rest.ts'
import { useTwin } from '../../twin-context.ts'
import { AlarmLine, useAdvice } from '../../ui/alarm-line.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { AcknowledgeDialog } from './acknowledge-dialog.tsx'
import { AlarmActions } from './alarm-actions.tsx'
import './alarms.css'
import { ShelveDialog } from './shelve-dialog.tsx'

/** Alarms at and below a path, each with what to do first and the ways to acknowledge and to shelve it; nothing where there are none. */
export function AlarmsHere({ path }: { readonly path: string }) {
  const { alarms } = useTwin()
  const { t } = useTranslator()
  const list = useStore(alarms, (state) => state.list)
  const [acknowledging, setAcknowledging] = useState<AlarmView>()
  const [shelving, setShelving] = useState<AlarmView>()
  const here = list.filter((alarm) => alarm.state !== 'normal' && isWithin(alarm.path, path))
  return (
    <>
      {here.length > 0 && (
        <Section title={t('alarms.count', { count: here.length })}>
          <ul>
            {here.map((alarm) => (
              <Here
                key={alarm.id}
                alarm={alarm}
                onAcknowledge={() => setAcknowledging(alarm)}
                onShelve={() => setShelving(alarm)}
              />
            ))}
          </ul>
        </Section>
      )}
      {acknowledging && <AcknowledgeDialog alarm={acknowledging} onClose={() => setAcknowledging(undefined)} />}
      {shelving && <ShelveDialog alarm={shelving} onClose={() => setShelving(undefined)} />}
    </>
  )
}

interface HereProps {
  readonly alarm: AlarmView
  readonly onAcknowledge: () => void
  readonly onShelve: () => void
}

function Here({ alarm, onAcknowledge, onShelve }: HereProps) {
  const { first: step } = useAdvice(alarm)
  return (
    <li className="alarm-here">
      <AlarmLine alarm={alarm} />
      {step && <p className="alarm-step">{step}</p>}
      <span className="alarm-here-actions">
        <AlarmActions alarm={alarm} onAcknowledge={onAcknowledge} onShelve={onShelve} />
      </span>
    </li>
  )
}
