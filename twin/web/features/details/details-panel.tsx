import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { isWithin } from '../../../model/path.ts'
import type { Thing } from '../../../model/things.ts'
import { useTwin } from '../../twin-context.ts'
import { AlarmLine } from '../../ui/alarm-line.tsx'
import { LiveHealth } from '../../ui/health-mark.tsx'
import { LiveFigures } from '../../ui/live-figures.tsx'
import { noAlarmsThen } from '../../ui/no-alarms-then.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import './details.css'

const MOST_ALARMS = 8

interface DetailsPanelProps {
  /** The thing's declared figures, drawn by the feature that knows them. */
  readonly facts: (thing: Thing) => ReactNode
}

/** What is selected, or else the place itself: state, live figures, facts, alarms. */
export function DetailsPanel({ facts }: DetailsPanelProps) {
  const { estate } = useTwin()
  const { t, nameOf } = useTranslator()
  const here = usePlace(({ place }) => (place.kind === 'thing' ? place.path : undefined))
  const selected = usePlace((state) => state.selected)
  const path = selected ?? here
  const thing = path === undefined ? undefined : estate.find(path)
  if (!thing) {
    return (
      <div className="details">
        <h2>{t('details.nothing')}</h2>
        <p className="is-quiet-text">{t('details.nothingHint')}</p>
      </div>
    )
  }
  return (
    <div className="details">
      <header>
        <h2>{nameOf(thing)}</h2>
        <p className="is-quiet-text">{t(`kind.${thing.kind}`)}</p>
        <p className="details-path">{thing.path}</p>
        <p>
          <LiveHealth index={thing.index} withText />
        </p>
      </header>
      <LiveFigures thing={thing} />
      {facts(thing)}
      <Alarms path={thing.path} />
      {thing.path !== here && (
        <ThingLink path={thing.path} className="details-go">
          {t('details.go')}
        </ThingLink>
      )}
    </div>
  )
}

function Alarms({ path }: { readonly path: string }) {
  const { alarms, at, past } = useTwin()
  const { t, day } = useTranslator()
  const list = useStore(alarms, (state) => state.list)
  // On a past day also those that were over by its end.
  const here = list.filter(({ path: of, state }) => (at !== undefined || state !== 'normal') && isWithin(of, path))
  if (here.length === 0 && !past) return null
  return (
    <section aria-label={t('alarms.title')}>
      <h3>
        {past && at !== undefined ? t('past.alarms', { day: day(at) }) : t('alarms.count', { count: here.length })}
      </h3>
      {past && here.length === 0 && <p className="is-quiet-text">{t(noAlarmsThen(past))}</p>}
      <ul>
        {here.slice(0, MOST_ALARMS).map((alarm) => (
          <li key={alarm.id}>
            <AlarmLine alarm={alarm} />
          </li>
        ))}
      </ul>
    </section>
  )
}
