import { type FormEvent, useId, useState } from 'react'
import type { BuildOutView } from '../../../protocol/build-out.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { canBeLate } from './suppositions.ts'

const MOST = 500
const UNITS = ['weeks', 'days'] as const

interface SupposeFormProps {
  readonly view: BuildOutView
  /** As the address has it: `shell:6w`. */
  readonly onSuppose: (delay: string) => void
}

/** Chooses an activity and by how much it is late; begins with the one that is selected. */
export function SupposeForm({ view, onSuppose }: SupposeFormProps) {
  const { count, nameOf, t } = useTranslator()
  const hint = useId()
  const selected = usePlace(({ buildOut }) => buildOut.activity)
  const open = view.activities.filter(canBeLate)
  const [chosen, setChosen] = useState<string>()
  const [amount, setAmount] = useState('6')
  const [unit, setUnit] = useState<(typeof UNITS)[number]>('weeks')
  const activity = [chosen, selected, open[0]?.id].find((id) => open.some((one) => one.id === id))
  const value = Number(amount)
  const isWrong = !Number.isInteger(value) || value === 0 || Math.abs(value) > MOST
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (activity !== undefined && !isWrong) onSuppose(`${activity}:${value}${unit === 'weeks' ? 'w' : 'd'}`)
  }
  return (
    <form noValidate onSubmit={send}>
      <div className="suppose-fields">
        <label>
          {t('suppose.activity')}
          <select value={activity ?? ''} onChange={(event) => setChosen(event.target.value)}>
            {view.packages.map((one) => {
              const own = open.filter((activity) => activity.package === one.id)
              if (own.length === 0) return null
              return (
                <optgroup key={one.id} label={nameOf(one)}>
                  {own.map((activity) => (
                    <option key={activity.id} value={activity.id}>
                      {nameOf(activity)}
                    </option>
                  ))}
                </optgroup>
              )
            })}
          </select>
        </label>
        <label>
          {t('suppose.amount')}
          <input
            type="number"
            value={amount}
            min={-MOST}
            max={MOST}
            aria-invalid={isWrong}
            aria-describedby={hint}
            onChange={(event) => setAmount(event.target.value)}
          />
        </label>
        <label>
          {t('suppose.unit')}
          <select value={unit} onChange={(event) => setUnit(event.target.value === 'days' ? 'days' : 'weeks')}>
            {UNITS.map((one) => (
              <option key={one} value={one}>
                {t(`suppose.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="is-primary" disabled={activity === undefined}>
          {t('suppose.add')}
        </button>
      </div>
      <p id={hint} className={isWrong ? 'progress-fault' : 'is-quiet-text'}>
        {isWrong ? t('suppose.noAmount', { most: count(MOST) }) : t('suppose.hint')}
      </p>
    </form>
  )
}
