import { type FormEvent, useState } from 'react'
import { useStore } from 'zustand'
import type { BuildOutView } from '../../../protocol/build-out.ts'
import { useTwin } from '../../twin-context.ts'
import { Notice } from '../../ui/notice.tsx'
import { SignedBy, useSigner } from '../../ui/signed-by.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'

interface SavedScenariosProps {
  readonly view: BuildOutView
  readonly onSuppose: (more: { readonly delays?: readonly string[]; readonly scenario?: string | undefined }) => void
  readonly onChanged: () => void
}

/** Keeps what is supposed by name; lists what is kept, to open and to remove. */
export function SavedScenarios({ view, onSuppose, onChanged }: SavedScenariosProps) {
  const { api, session } = useTwin()
  const mayChange = useStore(session, (state) => state.mayChange)
  const { day, inScript, nameOf, t } = useTranslator()
  const { by, isLoading } = useSigner()
  // What is in the scenario that is open is kept already.
  const isNew = usePlace(({ buildOut }) => buildOut.delays.length > 0)
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const [reason, setReason] = useState<string>()
  const attempt = async (work: () => Promise<void>) => {
    setReason(undefined)
    try {
      await work()
      onChanged()
    } catch (error) {
      setReason(error instanceof Error ? error.message : String(error))
    }
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      const saved = await api.saveScenario({
        ...{ name: name.trim(), delays: view.delays },
        ...(note.trim() !== '' && { note: note.trim() }),
        ...(by !== '' && { by }),
      })
      setName('')
      setNote('')
      onSuppose({ scenario: saved.id, delays: [] })
    })
  }
  const remove = (id: string) =>
    attempt(async () => {
      await api.removeScenario(id)
      if (view.scenario === id) onSuppose({ scenario: undefined })
    })
  return (
    <div>
      {mayChange && isNew && (
        <form onSubmit={save}>
          <h3>{t('suppose.save')}</h3>
          <div className="suppose-fields">
            <label>
              {t('suppose.name')}
              <input value={name} maxLength={100} required onChange={(event) => setName(event.target.value)} />
            </label>
            <label className="suppose-note">
              {t('suppose.note')}
              <textarea value={note} rows={2} maxLength={2_000} onChange={(event) => setNote(event.target.value)} />
            </label>
            <SignedBy label={t('suppose.by')} />
            <button type="submit" disabled={isLoading || name.trim() === ''}>
              {t('suppose.save')}
            </button>
          </div>
        </form>
      )}
      {reason !== undefined && <Notice kind="error">{t('suppose.failed', { reason })}</Notice>}
      <h3>{t('suppose.scenarios')}</h3>
      {view.scenarios.length === 0 && <p className="is-quiet-text">{t('suppose.noScenarios')}</p>}
      <ul className="suppose-list">
        {view.scenarios.map((one) => (
          <li key={one.id}>
            <span>
              {nameOf(one)}
              <br />
              <span className="is-quiet-text">
                {one.kind === 'programme'
                  ? t('suppose.madeUp')
                  : t('suppose.madeBy', { by: inScript(one.by ?? ''), day: day(one.made ?? '') })}
              </span>
              {one.note !== null && (
                <span className="suppose-noted">{nameOf({ name: one.note, nameSr: one.noteSr })}</span>
              )}
            </span>
            <span>
              <button
                type="button"
                aria-pressed={view.scenario === one.id}
                aria-label={t('suppose.openOf', { name: nameOf(one) })}
                onClick={() => onSuppose({ scenario: one.id, delays: [] })}
              >
                {t('suppose.open')}
              </button>{' '}
              {mayChange && one.kind === 'delays' && (
                <button
                  type="button"
                  aria-label={t('suppose.removeOf', { name: nameOf(one) })}
                  onClick={() => void remove(one.id)}
                >
                  {t('suppose.remove')}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
