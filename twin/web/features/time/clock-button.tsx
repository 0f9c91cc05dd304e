import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import './clock-button.css'

interface ClockButtonProps {
  readonly open: boolean
  readonly onToggle: () => void
}

/** Of which time the page is: now, or the day that was chosen; opens the slider. The build-out has its own. */
export function ClockButton({ open, onToggle }: ClockButtonProps) {
  const { at } = useTwin()
  const { t, day } = useTranslator()
  const hasOwn = usePlace(({ place }) => place.kind === 'build-out')
  if (hasOwn) return null
  return (
    <button
      type="button"
      className="is-quiet clock-button"
      aria-expanded={open}
      title={t('clock.open')}
      data-at={at}
      onClick={onToggle}
    >
      <svg viewBox="0 0 16 16" className="icon" aria-hidden="true">
        <path d="M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM8 4.5V8l2.5 1.5" />
      </svg>
      <span className="visually-hidden">{t('clock.title')}: </span>
      <span className="clock-text">{at === undefined ? t('clock.now') : day(at)}</span>
    </button>
  )
}
