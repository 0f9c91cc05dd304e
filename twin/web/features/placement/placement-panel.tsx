import { type FormEvent, useEffect, useState } from 'react'
import type { PlaceView } from '../../../protocol/planning.ts'
import { useTwin } from '../../twin-context.ts'
import { Notice } from '../../ui/notice.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import './placement.css'
import { Places } from './places.tsx'

const NUMBERS = [
  { name: 'count', least: 1, most: 1_000, step: 1, first: 1 },
  { name: 'units', least: 0.5, most: 60, step: 0.5, first: 2 },
  { name: 'watts', least: 1, most: 1_000_000, step: 1, first: 1_800 },
  { name: 'feeds', least: 1, most: 8, step: 1, first: 2 },
] as const
const SPREADS = ['none', 'rack', 'row', 'feed'] as const

interface PlacementPanelProps {
  readonly path: string
  /** Paths of the racks that were found, for the picture; undefined where nothing is asked. */
  readonly onFound: (racks: readonly string[] | undefined) => void
}

/** Asks where devices fit at a place, and shows the places, or the reasons why not. */
export function PlacementPanel({ path, onFound }: PlacementPanelProps) {
  const { api } = useTwin()
  const { t } = useTranslator()
  const [question, setQuestion] = useState<URLSearchParams>()
  const [answer, setAnswer] = useState<PlaceView>()
  const [reason, setReason] = useState<string>()
  useEffect(() => {
    setAnswer(undefined)
    setReason(undefined)
    onFound(undefined)
    if (!question) return
    const abort = new AbortController()
    api.place(question, abort.signal).then(
      (found) => {
        if (abort.signal.aborted) return
        setAnswer(found)
        onFound(found.places.map(({ rack }) => rack))
      },
      (error: unknown) => !abort.signal.aborted && setReason(error instanceof Error ? error.message : String(error)),
    )
    return () => abort.abort()
  }, [api, question, onFound])
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const asked = new URLSearchParams({ in: path })
    for (const name of ['count', 'units', 'watts', 'feeds', 'phase', 'spread']) {
      const value = given.get(name)
      if (typeof value === 'string' && value !== '' && value !== 'none') asked.set(name, value)
    }
    setQuestion(asked)
  }
  return (
    <details className="placement">
      <summary>
        <h2>{t('placement.title')}</h2> <span className="is-quiet-text">{t('placement.hint')}</span>
      </summary>
      <form onSubmit={ask}>
        {NUMBERS.map(({ first, least, most, name, step }) => (
          <label key={name}>
            {t(`placement.${name}`)}
            <input type="number" name={name} min={least} max={most} step={step} defaultValue={first} required />
          </label>
        ))}
        <label>
          {t('placement.phase')}
          <select name="phase" defaultValue="1">
            <option value="1">1</option>
            <option value="3">3</option>
          </select>
        </label>
        <label>
          {t('placement.spread')}
          <select name="spread" defaultValue="none">
            {SPREADS.map((spread) => (
              <option key={spread} value={spread}>
                {t(`placement.spread.${spread}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{t('placement.ask')}</button>
        {question && (
          <button type="button" onClick={() => setQuestion(undefined)}>
            {t('placement.clear')}
          </button>
        )}
      </form>
      {question && !answer && reason === undefined && <Notice>{t('placement.asking')}</Notice>}
      {reason !== undefined && <Notice kind="error">{t('placement.failed', { reason })}</Notice>}
      {answer && <Places path={path} answer={answer} />}
    </details>
  )
}
