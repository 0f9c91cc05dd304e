import { useState } from 'react'
import { useStore } from 'zustand'
import { thingOfPart } from '../../../analysis/failover/failing-part.ts'
import type { FailView } from '../../../protocol/planning.ts'
import { ApiError } from '../../live/api.ts'
import { answerAt, MOMENTS, type Moment } from '../../state/hypothetical.ts'
import { useTwin } from '../../twin-context.ts'
import { BasisText } from '../../ui/basis-text.tsx'
import { CsvButton } from '../../ui/csv-button.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { type Consequence, consequences, overheating } from './consequences.ts'
import './what-if.css'

/** Lines that are read at a glance; the rest unfolds. */
const FEW = 4

/** What fails in the what-if, what follows from it, and the way out. Nothing where nothing is let fail. */
export function WhatIfBar() {
  const { estate, whatIf } = useTwin()
  const { t } = useTranslator()
  const { answer, end, error, failed, moment, look, undo } = useStore(whatIf)
  if (failed.length === 0) return null
  // The page does not know the devices in racks, nor outlets: only the server can say that something is none.
  const unknown = error instanceof ApiError && error.status === 404 ? failed.filter((path) => !estate.find(path)) : []
  return (
    <section className="what-if-bar" aria-label={t('whatIf.title')}>
      <div className="what-if-head">
        <strong>{t('whatIf.title')}</strong>
        <ul className="what-if-failed">
          {failed.map((path) => (
            <Failed key={path} path={path} />
          ))}
        </ul>
        {answer?.later && <Moments later={answer.later} moment={moment} onLook={look} />}
        <span className="what-if-out">
          <button type="button" onClick={undo}>
            {t('whatIf.undo')}
          </button>
          <button type="button" onClick={end}>
            {t('whatIf.end')}
          </button>
        </span>
      </div>
      <p role="status">
        {unknown.length > 0 ? (
          t('whatIf.unknown', { paths: unknown.join(', ') })
        ) : error ? (
          t('whatIf.failed', { reason: error.message })
        ) : answer ? (
          <Summary answer={answer} />
        ) : (
          t('whatIf.asking')
        )}
      </p>
      {answer && <Consequences key={failed.join()} answer={answerAt(answer, moment)} />}
    </section>
  )
}

function Failed({ path }: { readonly path: string }) {
  const { estate, whatIf } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const name = thingTrail(estate, path, translator)
  return (
    <li>
      <ThingLink path={thingOfPart(path)}>
        <del>{name}</del>
      </ThingLink>
      <button type="button" onClick={() => whatIf.getState().toggle(path)} aria-label={t('whatIf.takeBack', { name })}>
        ×
      </button>
    </li>
  )
}

interface MomentsProps {
  readonly later: NonNullable<FailView['later']>
  readonly moment: Moment
  readonly onLook: (moment: Moment) => void
}

function Moments({ later, moment, onLook }: MomentsProps) {
  const { t, measured } = useTranslator()
  const time = measured(later.afterSeconds, 's')
  return (
    <Segmented
      label={t('whatIf.moment')}
      choices={MOMENTS}
      chosen={moment}
      textOf={(choice) => t(`whatIf.${choice}`, { time })}
      onChoose={onLook}
    />
  )
}

/** How much of what, in a line. */
function Summary({ answer }: { readonly answer: FailView }) {
  const { whatIf } = useTwin()
  const { t, measured } = useTranslator()
  const moment = useStore(whatIf, (state) => state.moment)
  const shown = answerAt(answer, moment)
  const { counts, network, onBattery } = shown
  const hot = overheating(shown).length
  const parts = (['trips', 'down', 'throttled', 'overloads', 'exposed'] as const)
    .filter((what) => counts[what] > 0)
    .map((what) => {
      const watts = what === 'down' && counts.wattsDown ? ` (${measured(counts.wattsDown, 'W')})` : ''
      return `${t(`whatIf.${what}`, { count: counts[what] })}${watts}`
    })
  if (network.devices > 0)
    parts.push(t(network.unknown > 0 ? 'whatIf.portsAtLeast' : 'whatIf.ports', { count: network.ports }))
  if (hot > 0) parts.push(t('whatIf.hot', { count: hot }))
  if (onBattery.length > 0) {
    const soonest = Math.min(...onBattery.map(({ seconds }) => seconds ?? Number.POSITIVE_INFINITY))
    const time = measured(Number.isFinite(soonest) ? soonest : undefined, 's')
    parts.push(t('whatIf.onBattery', { count: onBattery.length, time }))
  }
  const told = parts.length === 0 ? t('whatIf.nothing') : `${parts.join(' · ')}.`
  return (
    <>
      {told}{' '}
      {answer.before.trips.length > 0 &&
        `${t('whatIf.before', { places: answer.before.trips.map(({ path }) => path).join(', '), count: answer.before.down.length })} `}
      {answer.already.length > 0 && `${t('whatIf.already', { paths: answer.already.join(', ') })} `}
      <BasisText basis={answer.basis} />
    </>
  )
}

function Consequences({ answer }: { readonly answer: FailView['atOnce'] }) {
  const translator = useTranslator()
  const { estate } = useTwin()
  const { t } = translator
  const [all, setAll] = useState(false)
  const lines = consequences(answer, translator)
  if (lines.length === 0) return null
  const shown = all ? lines : lines.slice(0, FEW)
  const trail = ({ what, where, bank }: Consequence) => {
    const name = what === 'service' ? where : thingTrail(estate, where, translator)
    return bank === undefined ? name : `${name}, ${bank}`
  }
  return (
    <div className="what-if-list">
      <table>
        <caption className="visually-hidden">{t('whatIf.consequences')}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('whatIf.what')}</th>
            <th scope="col">{t('whatIf.where')}</th>
            <th scope="col">{t('whatIf.how')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={`${line.what} ${line.where} ${line.bank ?? ''} ${line.how}`}>
              <td className={`what-if-what is-${line.what}`}>{t(`whatIf.row.${line.what}`)}</td>
              <td>{line.what === 'service' ? trail(line) : <ThingLink path={line.where}>{trail(line)}</ThingLink>}</td>
              <td className="what-if-how">{line.how}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {lines.length > FEW && (
          <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? '−' : t('whatIf.more', { count: lines.length - FEW })}
          </button>
        )}{' '}
        <CsvButton
          label={t('whatIf.csvLabel')}
          fileName="what-if"
          rows={() => [
            [t('whatIf.what'), t('whatIf.where'), 'path', t('whatIf.how')],
            ...lines.map((line) => [t(`whatIf.row.${line.what}`), trail(line), line.where, line.how]),
          ]}
        />
      </p>
    </div>
  )
}
