import { type FormEvent, useCallback, useState } from 'react'
import { useStore } from 'zustand'
import type { FaultsAnswer } from '../../../protocol/rest.ts'
import { hasMessage } from '../../i18n/has-message.ts'
import { ApiError } from '../../live/api.ts'
import { useTwin } from '../../twin-context.ts'
import { MayLookOnly } from '../../ui/may-look-only.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useNow } from '../../ui/use-now.ts'
import { useRemote } from '../../ui/use-remote.ts'
import './faults.css'
import { nearestForFault, pathsForFault } from './paths-for-fault.ts'

type ActiveFault = FaultsAnswer['active'][number]

const REFRESH_MS = 5_000

/** Injects and clears faults of the simulated rooms; says so where no simulator runs. */
export function FaultPanel() {
  const { api, estate, session } = useTwin()
  const mayChange = useStore(session, (state) => state.mayChange)
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.faults(signal), [api])
  const { answer, error, reload } = useRemote(load, REFRESH_MS)
  const [said, setSaid] = useState('')
  const [reason, setReason] = useState<string>()
  const act = async (run: () => Promise<void>, done: string, whyNot?: (error: unknown) => string | undefined) => {
    setReason(undefined)
    try {
      await run()
      setSaid(done)
      reload()
    } catch (error) {
      const failed = t('faults.failed', { reason: error instanceof Error ? error.message : String(error) })
      setReason(whyNot?.(error) ?? failed)
    }
  }
  /** What the server says of a path that names nothing, for people. */
  const nothingAt = (name: string, path: string) => (error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 404) return undefined
    const nearest = nearestForFault(estate, name, path)
    return nearest === undefined ? t('faults.nothingThere', { path }) : t('faults.nearest', { path, nearest })
  }
  const nameOf = (fault: string) => {
    const key = `fault.${fault}`
    return hasMessage(key) ? t(key) : fault
  }
  if (error instanceof ApiError && error.status === 404) return <Notice>{t('faults.none')}</Notice>
  if (error && !answer) {
    return (
      <Notice kind="error" onRetry={reload}>
        {t('faults.failed', { reason: error.message })}
      </Notice>
    )
  }
  if (!answer) return <Notice>{t('thing.loading')}</Notice>
  return (
    <>
      <MayLookOnly told={(name) => t('faults.byOperators', { name })} />
      {mayChange && (
        <InjectForm
          known={answer.known}
          nameOf={nameOf}
          onInject={(name, path) =>
            void act(
              () => api.injectFault(name, path),
              t('faults.done', { name: nameOf(name), path }),
              nothingAt(name, path),
            )
          }
        />
      )}
      <p role="status" className="is-quiet-text">
        {said}
      </p>
      {reason !== undefined && <Notice kind="error">{reason}</Notice>}
      <ActiveFaults
        faults={answer.active}
        nameOf={nameOf}
        onClear={
          mayChange
            ? ({ id, name, path }) =>
                void act(() => api.clearFault(id), t('faults.cleared', { name: nameOf(name), path }))
            : undefined
        }
      />
    </>
  )
}

interface InjectFormProps {
  readonly known: readonly string[]
  readonly nameOf: (fault: string) => string
  readonly onInject: (name: string, path: string) => void
}

function InjectForm({ known, nameOf, onInject }: InjectFormProps) {
  const { estate } = useTwin()
  const { t } = useTranslator()
  const [name, setName] = useState(known[0] ?? '')
  const [path, setPath] = useState('')
  const paths = pathsForFault(estate, name, path)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onInject(name, path.trim())
  }
  return (
    <Section title={t('faults.inject')}>
      <form className="fault-form" onSubmit={submit}>
        <label>
          <span>{t('faults.name')}</span>
          <select value={name} onChange={(event) => setName(event.target.value)}>
            {known.map((fault) => (
              <option key={fault} value={fault}>
                {nameOf(fault)}
              </option>
            ))}
          </select>
        </label>
        <label className="fault-path">
          <span>{t('faults.path')}</span>
          <input
            value={path}
            required
            list="fault-paths"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setPath(event.target.value)}
          />
          <datalist id="fault-paths">
            {paths.map((option) => (
              <option key={option} value={option} />
            ))}
          </datalist>
        </label>
        <button type="submit" className="is-primary">
          {t('faults.inject')}
        </button>
      </form>
    </Section>
  )
}

interface ActiveFaultsProps {
  readonly faults: readonly ActiveFault[]
  readonly nameOf: (fault: string) => string
  /** Undefined for who may look only. */
  readonly onClear: ((fault: ActiveFault) => void) | undefined
}

function ActiveFaults({ faults, nameOf, onClear }: ActiveFaultsProps) {
  const { t, ago, dateTime } = useTranslator()
  const now = useNow(5_000)
  return (
    <Section title={t('faults.active')} flush>
      {faults.length === 0 ? (
        <Notice>{t('faults.activeNone')}</Notice>
      ) : (
        <table className="fault-list">
          <tbody>
            {faults.map((fault) => (
              <tr key={fault.id}>
                <th scope="row">{nameOf(fault.name)}</th>
                <td>
                  <ThingLink path={fault.path}>{fault.path}</ThingLink>
                  <div className="is-quiet-text" title={dateTime(fault.since)}>
                    {ago(fault.since, now)}
                  </div>
                </td>
                <td className="is-number">
                  {onClear && (
                    <button type="button" onClick={() => onClear(fault)}>
                      {t('faults.clear')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
