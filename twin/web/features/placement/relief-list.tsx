import { useCallback } from 'react'
import type { ReliefView } from '../../../protocol/relief.ts'
import { type PlacementQuestion, placementParameters } from '../../state/placement-question.ts'
import { useTwin } from '../../twin-context.ts'
import { Notice } from '../../ui/notice.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { plugText } from '../../ui/plug-text.ts'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { relievedQuestion } from './relieved-question.ts'

type Relief = ReliefView['reliefs'][number]

/** The smallest changes with which what was refused would fit; a press asks the changed question. */
export function ReliefList({ asked }: { readonly asked: PlacementQuestion }) {
  const { api, place } = useTwin()
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.relief(placementParameters(asked), signal), [api, asked])
  const { answer, error } = useRemote(load)
  if (error) return <Notice kind="error">{t('placement.failed', { reason: error.message })}</Notice>
  if (!answer) return <Notice>{t('relief.asking')}</Notice>
  if (answer.reliefs.length === 0) return <p className="is-quiet-text">{t('relief.none')}</p>
  return (
    <div className="placement-relief">
      <p>{t('relief.title')}</p>
      <ul>
        {answer.reliefs.map((relief) => {
          const question = relievedQuestion(asked, relief)
          return (
            <li key={relief.change}>
              {question ? (
                <button type="button" onClick={() => place.getState().go({ asked: question })}>
                  <ReliefText relief={relief} />
                </button>
              ) : (
                <ReliefText relief={relief} />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function ReliefText({ relief }: { readonly relief: Relief }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { count, day, figure, t } = translator
  switch (relief.change) {
    case 'count':
      return t('relief.count', { count: relief.count })
    case 'watts':
      return t('relief.watts', { watts: figure(relief.watts, 'W', 7) })
    case 'spread':
      return t('relief.spread', { spread: t(`placement.spread.${relief.spread ?? 'none'}`) })
    case 'from':
      return t('relief.from', { day: day(relief.from) })
    case 'until':
      return t('relief.until', { day: day(relief.until) })
    default: {
      const { change, device, from, supply, to } = relief
      const values = { supply: count(supply), from: plugText(from, translator), to: plugText(to, translator) }
      return (
        <>
          {t(`stranded.what.${change}`)}:{' '}
          <ThingLink path={device} title={device}>
            {thingTrail(estate, device, translator)}
          </ThingLink>
          , {t('stranded.moved', values)}
        </>
      )
    }
  }
}
