import { useEffect } from 'react'
import { useStore } from 'zustand'
import { thingOfPart } from '../../../analysis/failover/failing-part.ts'
import type { FailView } from '../../../protocol/planning.ts'
import { ApiError } from '../../live/api.ts'
import { answerAt, MOMENTS, type Moment } from '../../state/hypothetical.ts'
import { MOST_FAILED } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { AnswerBasis } from './answer-basis.tsx'
import { ConsequenceTable } from './consequence-table.tsx'
import { WhatIfSummary } from './what-if-summary.tsx'
import './what-if.css'

/** Loads move: the same is asked again so often while the page is in sight. */
const AGAIN_MS = 60_000

/** What fails in the what-if, what follows from it, and the way out. Nothing where nothing is let fail. */
export function WhatIfBar() {
  const { estate, whatIf } = useTwin()
  const { t, count } = useTranslator()
  const { answer, askAgain, end, error, failed, moment, look, undo } = useStore(whatIf)
  const leftOut = usePlace((state) => state.failedLeftOut)
  const isAsked = failed.length > 0
  useEffect(() => {
    if (!isAsked) return
    const timer = setInterval(() => document.visibilityState === 'visible' && askAgain(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [isAsked, askAgain])
  if (!isAsked && leftOut === 0) return null
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
          {isAsked && (
            <button type="button" onClick={undo}>
              {t('whatIf.undo')}
            </button>
          )}
          <button type="button" onClick={end}>
            {t('whatIf.end')}
          </button>
        </span>
      </div>
      <p role="status">
        {leftOut > 0 && `${t('whatIf.leftOut', { count: leftOut, most: count(MOST_FAILED) })} `}
        {unknown.length > 0
          ? t('whatIf.unknown', { paths: unknown.join(', ') })
          : error && `${t('whatIf.failed', { reason: error.message })} `}
        {answer ? <WhatIfSummary answer={answer} /> : isAsked && !error && t('whatIf.asking')}
      </p>
      {answer && <AnswerBasis basis={answer.basis} />}
      {answer && <ConsequenceTable key={failed.join()} answer={answerAt(answer, moment)} />}
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
