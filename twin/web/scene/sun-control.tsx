import type { SceneProps } from '../scene-props.ts'
import { minuteText } from '../state/minute-text.ts'

const HOUR = 60
const QUARTER = 15
const LAST = 24 * HOUR - QUARTER
/** What is shown first: a sun from the south-west, whose shadows tell heights. */
const AT_FIRST = 15 * HOUR

interface SunControlProps extends Pick<SceneProps, 'translator'> {
  /** Of the day; undefined: the light of a drawing. */
  readonly minute: number | undefined
  readonly onSun: (minute: number | undefined) => void
}

/** Light of a drawing, or the sun of an hour of the day that is shown: by a slider, and by buttons for who cannot drag. */
export function SunControl({ minute, translator: { t }, onSun }: SunControlProps) {
  const step = (by: number) => onSun(Math.max(0, Math.min(LAST, (minute ?? AT_FIRST) + by)))
  return (
    <div className="scene-sun">
      <button
        type="button"
        aria-pressed={minute !== undefined}
        onClick={() => onSun(minute === undefined ? AT_FIRST : undefined)}
      >
        {t('scene.sun')}
      </button>
      {minute !== undefined && (
        <>
          <button type="button" className="is-sign" aria-label={t('scene.sunEarlier')} onClick={() => step(-HOUR)}>
            <span aria-hidden="true">‹</span>
          </button>
          <input
            type="range"
            min={0}
            max={LAST}
            step={QUARTER}
            value={minute}
            aria-label={t('scene.sunHour')}
            aria-valuetext={minuteText(minute)}
            onChange={({ target }) => onSun(Number(target.value))}
          />
          <button type="button" className="is-sign" aria-label={t('scene.sunLater')} onClick={() => step(HOUR)}>
            <span aria-hidden="true">›</span>
          </button>
          <output className="scene-sun-hour">{minuteText(minute)}</output>
        </>
      )}
    </div>
  )
}
