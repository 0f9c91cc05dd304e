import type { ReactNode } from 'react'
import type { CoolingView } from '../../../protocol/cooling.ts'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

const RANGES = ['recommended', 'warm', 'cool', 'tooWarm', 'tooCold', 'unknown'] as const

interface ClassTimeProps {
  readonly airClass: string
  readonly period: CoolingView['period']
  readonly tools: ReactNode
}

/** How much of the time of all intakes was in which range of the room's class, and which intakes were beyond it longest. */
export function ClassTime({ airClass, period, tools }: ClassTimeProps) {
  const { estate } = useTwin()
  const { measured, nameOf, t } = useTranslator()
  const whole = period.intakes * (period.to - period.from)
  const named = (path: string) => {
    const probe = estate.find(path)
    const rack = probe && estate.parent(probe)
    return probe && rack ? `${nameOf(rack)}, ${nameOf(probe)}` : path
  }
  return (
    <Section title={t('cooling.time', { class: airClass })} tools={tools}>
      <dl className="facts">
        {RANGES.filter((range) => range === 'unknown' || range === 'recommended' || period[range] > 0).map((range) => (
          <div key={range} className="fact">
            <dt>{t(`cooling.range.${range}`)}</dt>
            <dd>{measured(whole > 0 ? period[range] / whole : null, 'share')}</dd>
          </div>
        ))}
      </dl>
      <p className="is-quiet-text">
        {period.compliance === null
          ? t('cooling.noTime')
          : t('cooling.compliance', { share: measured(period.compliance, 'share') })}
      </p>
      {period.worst.length > 0 && (
        <>
          <h3>{t('cooling.worst')}</h3>
          <ul className="link-list">
            {period.worst.map(({ path, tooCold, tooWarm }) => (
              <li key={path}>
                <ThingLink path={path}>{named(path)}</ThingLink> {measured((tooWarm + tooCold) / 1000, 's')}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
