import { useTwin } from '../../twin-context.ts'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { worksOnDay } from './works-on-day.ts'

/** The works on a thing on another day: entered for it, or done. Nothing where there are none. */
export function WorksThen({ path, at }: { readonly path: string; readonly at: string }) {
  const { api, estate } = useTwin()
  const { dateTime, t } = useTranslator()
  const { answer } = useRemote(api.maintenance)
  const site = estate.find(path.split('/', 1)[0] ?? '')
  const works = worksOnDay(answer?.works ?? [], path, at, site?.kind === 'site' ? site.utcOffsetName : 'UTC')
  if (works.length === 0) return null
  return (
    <Section title={t('maintenance.thatDay')}>
      <ul>
        {works.map((work) => (
          <li key={work.id}>
            {dateTime(work.from)} – {dateTime(work.endedAt ?? work.to)}: {work.reason}{' '}
            <span className="is-quiet-text">
              {work.path} · {work.by} · {t(`maintenance.phase.${work.phase}`)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
