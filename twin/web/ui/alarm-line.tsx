import { useStore } from 'zustand'
import { type AdviceText, adviceFor } from '../../analysis/alarms/advice.ts'
import type { AlarmView } from '../../protocol/rest.ts'
import { hasMessage } from '../i18n/has-message.ts'
import { inScript } from '../i18n/name-of.ts'
import type { Translator } from '../i18n/translator.ts'
import { addressOfThing } from '../state/place.ts'
import type { WebEstate } from '../state/web-estate.ts'
import { useTwin } from '../twin-context.ts'
import { HealthMark } from './health-mark.tsx'
import { PlaceLink } from './place-link.tsx'
import { useTranslator } from './translator-context.ts'
import { useNow } from './use-now.ts'

/** What the alarm says, in the page's language; an unknown rule shows its own name. */
export function alarmText(rule: string, { t }: Translator): string {
  const key = `alarm.${rule}`
  return hasMessage(key) ? t(key) : rule
}

/** What it means and what to do first, in the page's language; undefined where no rule says it. */
export function useAdvice({ rule, severity, path }: Pick<AlarmView, 'rule' | 'severity' | 'path'>) {
  const { alarms, estate } = useTwin()
  const { language } = useTranslator()
  const rules = useStore(alarms, ({ advice }) => advice)
  const { means, first } = adviceFor(rules, { rule, severity, path, kind: estate.find(path)?.kind })
  const inLanguage = (text: AdviceText | undefined) =>
    text && (language === 'en' ? text.en : inScript(text.sr, language))
  return { means: inLanguage(means), first: inLanguage(first) }
}

/** Does the alarm wait for somebody to acknowledge it? */
export function waitsForAcknowledgement({ state }: AlarmView): boolean {
  return state === 'unacknowledged' || state === 'returned-unacknowledged'
}

/** Is it told: neither put away, nor the consequence of another, nor of a thing that is being worked on? */
export function isTold({ state }: AlarmView): boolean {
  return state === 'unacknowledged' || state === 'acknowledged' || state === 'returned-unacknowledged'
}

/** Where an alarm or a work is: the thing with the two places around it, and the point where it is of one; or the system itself. */
export function alarmPlace(
  { path, point }: Pick<AlarmView, 'path' | 'point'>,
  estate: WebEstate,
  { t, nameOf }: Translator,
): string {
  if (path === '') return t('alarms.system')
  const thing = estate.find(path)
  const around = estate.ancestors(path).filter(({ kind }) => kind !== 'building')
  const steps = [...around, ...(thing ? [thing] : [])].slice(-3).map(nameOf)
  return [steps.join(' / ') || path, ...(point === null ? [] : [point])].join(', ')
}

/** One alarm on a line: severity, what, where, value against limit, since. */
export function AlarmLine({ alarm }: { readonly alarm: AlarmView }) {
  const { at, estate } = useTwin()
  const translator = useTranslator()
  const { measured, ago, dateTime } = translator
  const now = useNow(10_000)
  const unit = alarm.unit ?? '1'
  return (
    <PlaceLink
      to={alarm.path === '' ? '/status' : addressOfThing(alarm.path)}
      className="alarm-line"
      title={`${alarm.path}, ${dateTime(alarm.since)}`}
    >
      <HealthMark health={alarm.severity} />
      <span className="alarm-line-text">
        <span>{alarmText(alarm.rule, translator)}</span>
        <span className="is-quiet-text">
          {alarmPlace(alarm, estate, translator)}
          {alarm.value !== null && unit !== 'state' && `, ${measured(alarm.value, unit)}`}
          {alarm.state !== 'unacknowledged' && `, ${translator.t(`alarmState.${alarm.state}`)}`}
        </span>
      </span>
      <span className="is-quiet-text">{at === undefined ? ago(alarm.since, now) : dateTime(alarm.since)}</span>
    </PlaceLink>
  )
}
