import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { BuildOutView } from '../../protocol/build-out.ts'
import '../features/build-out/build-out.css'
import { BuildOutHead } from '../features/build-out/build-out-head.tsx'
import { SupposedBar } from '../features/build-out/supposed-bar.tsx'
import { useBuildOut } from '../features/build-out/use-build-out.ts'
import { useBuildOutWords } from '../features/build-out/use-build-out-words.ts'
import { useShownDay } from '../features/build-out/use-shown-day.ts'
import { VerdictLine } from '../features/build-out/verdict-line.tsx'
import { BUILD_OUT_TEXTS } from '../i18n/late-texts.ts'
import { ApiError } from '../live/api.ts'
import { AT_FIRST_BUILD_OUT } from '../state/build-out-options.ts'
import { type TimeMark, timeMarks } from '../state/time-marks.ts'
import { useTwin } from '../twin-context.ts'
import { Notice } from '../ui/notice.tsx'
import { TimeSlider } from '../ui/time-slider.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { usePlace } from '../ui/use-place.ts'
import { useRecordedSince } from '../ui/use-recorded-since.ts'
import { useToday } from '../ui/use-today.ts'
import { WithTexts } from '../ui/with-texts.tsx'
import { BuildOutSections } from './build-out-sections.tsx'

const Head = memo(BuildOutHead)
const Verdict = memo(VerdictLine)

/** How far the build-out is, what is late, when what is ready, and which demand that misses. */
export function BuildOutPlace() {
  return (
    <WithTexts texts={BUILD_OUT_TEXTS}>
      <Place />
    </WithTexts>
  )
}

function Place() {
  const { t } = useTranslator()
  const { programme, query, risk, supply } = useBuildOut()
  const { place } = useTwin()
  const { error, reload } = programme
  const answer = useShown(programme.answer, error)
  // What the address asks for may be none: then there is a way back to what is.
  const isAsked = query.size > 0
  const isSupposed = usePlace(({ buildOut }) => buildOut.delays.length > 0 || buildOut.scenario !== undefined)
  return (
    <div className="place-body build-out-place" data-supposed={isSupposed} aria-busy={programme.answer === undefined}>
      {!answer && <h1>{t('buildOut.title')}</h1>}
      {error && answer && (
        <Notice kind="error" onRetry={reload}>
          {t('thing.failed', { reason: error.message })}
        </Notice>
      )}
      {answer ? (
        <Told view={answer} {...{ query, risk, supply }} onChanged={reload} />
      ) : error && isAsked ? (
        <Notice kind="error">
          {error.message}
          <button type="button" onClick={() => place.getState().go({ buildOut: AT_FIRST_BUILD_OUT })}>
            {t('suppose.close')}
          </button>
        </Notice>
      ) : error instanceof ApiError && error.status === 404 ? (
        <Notice>{t('buildOut.none', { reason: error.message })}</Notice>
      ) : error ? (
        <Notice kind="error" onRetry={reload}>
          {t('thing.failed', { reason: error.message })}
        </Notice>
      ) : (
        <Notice>{t('thing.loading')}</Notice>
      )}
    </div>
  )
}

/** What was shown last stays until what is asked now has come, so that the page does not jump; not where that cannot be had. */
function useShown<Answer>(answer: Answer | undefined, error: Error | undefined): Answer | undefined {
  const [last, setLast] = useState(answer)
  if (answer !== undefined && answer !== last) setLast(answer)
  return answer ?? (error ? undefined : last)
}

interface ToldProps extends Pick<ReturnType<typeof useBuildOut>, 'query' | 'risk' | 'supply'> {
  readonly view: BuildOutView
  /** Progress or a scenario was entered: all is asked for again. */
  readonly onChanged: () => void
}

/** The verdict and the slider, which follows the hand at once; all else follows as fast as it can be drawn. */
function Told({ view, query, risk, supply, onChanged }: ToldProps) {
  const { t } = useTranslator()
  const words = useBuildOutWords(view)
  const now = useToday()
  const recorded = useRecordedSince()
  const marks = useMemo(() => timeMarks(view, { now, recorded }), [view, now, recorded])
  // What is made up has its own present.
  const [day, setDay] = useShownDay(view.isScenario ? view.dataDate : now)
  const drawn = useDeferredValue(day)
  const textOf = useCallback((mark: TimeMark) => mark.activities.map((id) => words.nameOf(id)).join('; '), [words])
  return (
    <>
      <Head {...{ view, query }} />
      {view.fault !== null && <Notice kind="error">{t('buildOut.fault', { reason: view.fault })}</Notice>}
      <Verdict view={view} supply={supply.answer} risk={risk.answer} isAsking={supply.loading} />
      <div className="build-out-sticky">
        <SupposedBar view={view} />
        <TimeSlider {...{ marks, day, textOf }} onDay={setDay} />
      </div>
      <BuildOutSections {...{ view, marks, risk, supply, onChanged }} day={drawn} />
    </>
  )
}
