import type { FormEvent } from 'react'
import {
  ASKED_NUMBERS,
  type PlacementQuestion,
  readPlacementQuestion,
  SPREADS,
} from '../../state/placement-question.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'

interface PlacementFormProps {
  readonly path: string
  /** What is asked now: what the fields begin with. */
  readonly asked: PlacementQuestion | undefined
}

/** The fields of a question; asking puts it into the address. */
export function PlacementForm({ path, asked }: PlacementFormProps) {
  const { place, placement } = useTwin()
  const { t } = useTranslator()
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const query = new URLSearchParams({ fit: path })
    for (const [name, value] of new FormData(event.currentTarget))
      if (typeof value === 'string' && value !== '') query.set(name, value)
    const question = readPlacementQuestion(query)
    if (!question) return
    if (asked && placement.getState().error) placement.getState().askAgain()
    place.getState().go({ asked: question, picked: undefined })
  }
  return (
    <form onSubmit={ask}>
      {ASKED_NUMBERS.map(({ first, least, most, name, step }) => (
        <label key={name}>
          {t(`placement.${name}`)}
          <input
            type="number"
            {...{ name, min: least, max: most, step }}
            defaultValue={asked ? asked[name] : first}
            placeholder={first === undefined ? t('placement.any') : undefined}
            required={first !== undefined}
          />
        </label>
      ))}
      <label>
        {t('placement.phase')}
        <select name="phase" defaultValue={asked?.phase ?? 1}>
          <option value="1">1</option>
          <option value="3">3</option>
        </select>
      </label>
      <label>
        {t('placement.spread')}
        <select name="spread" defaultValue={asked?.spread ?? ''}>
          <option value="">{t('placement.spread.none')}</option>
          {SPREADS.map((spread) => (
            <option key={spread} value={spread}>
              {t(`placement.spread.${spread}`)}
            </option>
          ))}
        </select>
      </label>
      {(['at', 'until'] as const).map((name) => (
        <label key={name}>
          {t(`placement.${name}`)}
          <input type="date" name={name} defaultValue={asked?.[name]} />
        </label>
      ))}
      <button type="submit" className="is-primary">
        {t('placement.ask')}
      </button>
      {asked && (
        <button type="button" onClick={() => place.getState().go({ asked: undefined, picked: undefined })}>
          {t('placement.clear')}
        </button>
      )}
    </form>
  )
}
