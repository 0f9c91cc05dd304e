import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import {
  dateTicks,
  dayPlus,
  daysBetween,
  nextHandOver,
  shareOf,
  stepped,
  TIME_STEPS,
  type TimeMark,
  type TimeMarks,
  type TimeStep,
  within,
} from '../state/time-marks.ts'
import './time-slider.css'
import { useTranslator } from './translator-context.ts'
import { useMedia } from './use-media.ts'

interface TimeSliderProps {
  readonly marks: TimeMarks
  /** ISO. */
  readonly day: string
  readonly onDay: (day: string) => void
  /** What ends on a mark, in words. */
  readonly textOf: (mark: TimeMark) => string
}

const PLAY = { everyMs: 100, steps: 150 }
/** Without motion it goes from mark to mark, slow enough to read. */
const READ_MS = 2_000
/** Modifier and key to step: arrows go by days, with Shift by weeks, with Ctrl from mark to mark; pages go by months. */
const stepOfKey = ({ key, ctrlKey, shiftKey }: KeyboardEvent): readonly [TimeStep, 1 | -1] | undefined => {
  if (key === 'PageUp') return ['month', 1]
  if (key === 'PageDown') return ['month', -1]
  const direction = key === 'ArrowRight' || key === 'ArrowUp' ? 1 : key === 'ArrowLeft' || key === 'ArrowDown' ? -1 : 0
  return direction === 0 ? undefined : [ctrlKey ? 'milestone' : shiftKey ? 'week' : 'day', direction]
}

/** One day for the whole page, on three times that stay apart: recorded, built, planned. */
export function TimeSlider({ marks, day, onDay, textOf }: TimeSliderProps) {
  const { language, t, day: dayText } = useTranslator()
  const month = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
  const narrow = useMedia('(max-width: 760px)')
  const [step, setStep] = useState<TimeStep>('month')
  const playing = usePlay(marks, day, onDay)
  const next = nextHandOver(marks, day)
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = stepOfKey(event)
    if (!wanted) return
    event.preventDefault()
    onDay(stepped(marks, day, ...wanted))
  }
  const stepButton = (direction: 1 | -1, sign: string) => (
    <button
      type="button"
      className="is-icon"
      aria-label={t(direction === 1 ? 'time.on' : 'time.back', { step: t(`time.step.${step}`) })}
      onClick={() => onDay(stepped(marks, day, step, direction))}
    >
      {sign}
    </button>
  )
  return (
    <section className="time-slider" aria-label={t('time.label')}>
      <div className="time-tools">
        <button
          type="button"
          className="is-icon"
          aria-label={t(playing.on ? 'time.pause' : 'time.play')}
          onClick={playing.toggle}
        >
          {playing.on ? '❚❚' : '▶'}
        </button>
        {stepButton(-1, '‹')}
        <select
          aria-label={t('time.step')}
          value={step}
          onChange={(event) => setStep(TIME_STEPS.find((one) => one === event.target.value) ?? 'month')}
        >
          {TIME_STEPS.map((one) => (
            <option key={one} value={one}>
              {t(`time.step.${one}`)}
            </option>
          ))}
        </select>
        {stepButton(1, '›')}
        <input
          type="date"
          aria-label={t('time.day')}
          value={day}
          min={marks.first}
          max={marks.last}
          onChange={(event) => event.target.value !== '' && onDay(within(marks, event.target.value))}
        />
        <button type="button" onClick={() => onDay(marks.now)} disabled={day === marks.now}>
          {t('time.now')}
        </button>
        <button type="button" disabled={!next} onClick={() => next && onDay(next.day)}>
          {t('time.nextHandOver')}
        </button>
        <span className="time-told">
          <strong>{dayText(day)}</strong> <span className="is-quiet-text">{t(timeWord(marks, day))}</span>
        </span>
      </div>
      <div className="time-track">
        <Lane
          kind="recorded"
          text={t('time.recorded')}
          told={
            marks.recorded === undefined
              ? t('time.recordedUnknown')
              : t('time.recordedSince', { day: dayText(marks.recorded) })
          }
        >
          {marks.recorded !== undefined && (
            <Bar marks={marks} from={marks.recorded} until={marks.now} kind="recorded" />
          )}
        </Lane>
        <Lane kind="built" text={t('time.built')}>
          <Bar marks={marks} from={marks.first} until={marks.dataDate} kind="built" />
          <Ticks {...{ marks, textOf, onDay }} of={marks.built} kind="built" />
        </Lane>
        <Lane kind="planned" text={t('time.planned')}>
          <Bar marks={marks} from={marks.dataDate} until={marks.last} kind="planned" />
          <Ticks {...{ marks, textOf, onDay }} of={marks.planned} kind="planned" />
        </Lane>
        <div className="time-range">
          <span className="time-now" style={{ insetInlineStart: percent(marks, marks.now) }} aria-hidden="true" />
          <span className="time-at" style={{ insetInlineStart: percent(marks, day) }} aria-hidden="true" />
          <input
            type="range"
            aria-label={t('time.day')}
            title={t('time.keys')}
            aria-valuetext={`${dayText(day)}, ${t(timeWord(marks, day))}`}
            min={0}
            max={daysBetween(marks.first, marks.last)}
            value={daysBetween(marks.first, day)}
            onChange={(event) => onDay(dayPlus(marks.first, Number(event.target.value)))}
            onKeyDown={onKeyDown}
          />
        </div>
        <div className="time-years" aria-hidden="true">
          {dateTicks(marks, narrow ? 6 : 18).map((year) => (
            <span key={year} style={{ insetInlineStart: percent(marks, year) }}>
              {year.endsWith('-01-01') ? year.slice(0, 4) : month.format(Date.parse(year))}
            </span>
          ))}
        </div>
      </div>
    </section>
  )
}

interface LaneProps {
  readonly kind: string
  readonly text: string
  /** What is to be known of it besides. */
  readonly told?: string
  readonly children: ReactNode
}

function Lane({ kind, text, told, children }: LaneProps) {
  return (
    <div className={`time-lane is-${kind}`} title={told}>
      <span className="time-lane-name">{text}</span>
      <div className="time-lane-line">{children}</div>
    </div>
  )
}

interface BarProps {
  readonly marks: TimeMarks
  readonly from: string
  readonly until: string
  readonly kind: string
}

function Bar({ marks, from, until, kind }: BarProps) {
  const start = shareOf(marks, from)
  const width = Math.max(0, shareOf(marks, until) - start)
  return (
    <span
      className={`time-extent is-${kind}`}
      style={{ insetInlineStart: `${start * 100}%`, inlineSize: `${width * 100}%` }}
      aria-hidden="true"
    />
  )
}

interface TicksProps extends Pick<TimeSliderProps, 'marks' | 'textOf' | 'onDay'> {
  readonly of: readonly TimeMark[]
  readonly kind: 'built' | 'planned'
}

/** Where something ends; a hand-over is larger. Keys reach them by the slider, from mark to mark. */
function Ticks({ marks, of, kind, textOf, onDay }: TicksProps) {
  const { day: dayText } = useTranslator()
  return of.map((mark) => (
    <button
      key={mark.day}
      type="button"
      tabIndex={-1}
      aria-hidden="true"
      className={`time-tick is-${kind}${mark.handsOver ? ' hands-over' : ''}`}
      style={{ insetInlineStart: percent(marks, mark.day) }}
      title={`${dayText(mark.day)}: ${textOf(mark)}`}
      onClick={() => onDay(mark.day)}
    />
  ))
}

function percent(marks: TimeMarks, day: string): string {
  return `${shareOf(marks, day) * 100}%`
}

/** Whether a day is past by the reports, or lies in the plan. */
function timeWord({ dataDate, now }: TimeMarks, day: string) {
  if (day === now) return 'time.isNow'
  return day <= dataDate ? 'time.isBuilt' : 'time.isPlanned'
}

/** Runs through the plan until its end. */
function usePlay(marks: TimeMarks, day: string, onDay: (day: string) => void) {
  const reducedMotion = useMedia('(prefers-reduced-motion: reduce)')
  const [on, setOn] = useState(false)
  useEffect(() => {
    if (!on) return undefined
    const stride = Math.max(1, Math.round(daysBetween(marks.first, marks.last) / PLAY.steps))
    const next = reducedMotion ? stepped(marks, day, 'milestone', 1) : within(marks, dayPlus(day, stride))
    if (next === day) {
      setOn(false)
      return undefined
    }
    const timer = setTimeout(() => onDay(next), reducedMotion ? READ_MS : PLAY.everyMs)
    return () => clearTimeout(timer)
  }, [on, marks, day, onDay, reducedMotion])
  return { on, toggle: () => setOn((before) => !before) }
}
