import { useState } from 'react'
import { useStore } from 'zustand'
import type { Thing } from '../../../model/things.ts'
import { answerAt } from '../../state/hypothetical.ts'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { serviceName } from '../../ui/service-name.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { FailButton } from './fail-button.tsx'
import { failingRows, fateOf } from './failing-rows.ts'
import './what-if.css'

/** Longer lists begin folded to this many. */
const MOST_AT_FIRST = 12

/** What on this page can be let fail by itself, with what would become of it in the what-if. Nothing where there is nothing. */
export function FailingTable({ thing, things }: { readonly thing: Thing; readonly things: readonly Thing[] }) {
  const { estate, whatIf } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const { answer, moment } = useStore(whatIf)
  const [all, setAll] = useState(false)
  const rows = failingRows(thing, things, translator, (word) => serviceName(estate, word, translator))
  if (rows.length === 0) return null
  const isRack = thing.kind === 'rack'
  const shown = all ? rows : rows.slice(0, MOST_AT_FIRST)
  const fate = (path: string) => {
    if (!answer) return ''
    const found = fateOf(answerAt(answer, moment), path)
    return t(found ? `whatIf.row.${found}` : 'whatIf.health.ok')
  }
  return (
    <Section title={t(isRack ? 'whatIf.devicesHere' : 'whatIf.partsHere')} flush>
      <table className="failing-table">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('whatIf.where')}</th>
            <th scope="col">{t('whatIf.serves')}</th>
            {isRack && <th scope="col">{t('whatIf.fate')}</th>}
            <th scope="col">{t('whatIf.title')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ detail, isThing, name, path }) => (
            <tr key={path}>
              <td>{isThing ? <ThingLink path={path}>{name}</ThingLink> : name}</td>
              <td className="is-quiet-text">{detail}</td>
              {isRack && (
                <td className={`failing-fate is-${(answer && fateOf(answerAt(answer, moment), path)) ?? 'ok'}`}>
                  {fate(path)}
                </td>
              )}
              <td>
                <FailButton path={path} of={name} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_AT_FIRST && (
        <p className="failing-more">
          <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? '−' : t('whatIf.more', { count: rows.length - MOST_AT_FIRST })}
          </button>
        </p>
      )}
    </Section>
  )
}
