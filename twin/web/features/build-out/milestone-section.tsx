import type { BuildOutRiskView, BuildOutView } from '../../../protocol/build-out.ts'
import { Provenance } from '../../ui/provenance.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import type { Remote } from '../../ui/use-remote.ts'
import { LateSign } from './late-sign.tsx'
import { ToldTable } from './told-table.tsx'
import { useBuildOutWords } from './use-build-out-words.ts'

interface MilestoneSectionProps {
  readonly view: BuildOutView
  readonly risk: Remote<BuildOutRiskView>
  /** Id of the activity that is selected. */
  readonly selected: string | undefined
  readonly onSelect: (activity: string) => void
}

/** Gates, levels of commissioning and hand-overs by day: how early or late, how long they can wait, and by when they are rather surely done. */
export function MilestoneSection({ view, risk: { answer: risk }, selected, onSelect }: MilestoneSectionProps) {
  const { figure, t } = useTranslator()
  const words = useBuildOutWords(view)
  const rows = milestoneRows(view, risk)
  const dayOrDash = (day: string | null | undefined) => (day ? words.shortDay(day) : '–')
  return (
    <Section title={t('buildOut.milestones')} flush>
      <ToldTable label={t('buildOut.milestones')} csv={{ fileName: 'build-out-milestones', rows: () => csvRows(rows) }}>
        <thead>
          <tr>
            <th scope="col">{t('buildOut.milestone')}</th>
            <th scope="col">{t('buildOut.stage')}</th>
            <th scope="col">{t('buildOut.comes')}</th>
            <th scope="col">{t('buildOut.late')}</th>
            <th scope="col">{t('buildOut.baseline')}</th>
            <th scope="col">{t('buildOut.due')}</th>
            <th scope="col" className="is-number">
              {t('buildOut.float')}
            </th>
            <th scope="col" title={t('buildOut.p50')}>
              P50
            </th>
            <th scope="col" title={t('buildOut.p80')}>
              P80
            </th>
            <th scope="col">{t('buildOut.source')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ activity, floatDays, isDone, milestone, sure }) => (
            <tr key={activity.id} className={activity.id === selected ? 'is-selected' : ''}>
              <th scope="row">
                <button type="button" className="is-link" onClick={() => onSelect(activity.id)}>
                  {words.nameOf(activity.id)}
                </button>
              </th>
              <td>
                {[
                  ...(activity.gate === undefined ? [] : [t(`buildOut.gate.${activity.gate}`)]),
                  ...(activity.level === undefined ? [] : [t('buildOut.level', { level: activity.level })]),
                ].join(' · ')}
              </td>
              <td>
                {words.shortDay(milestone.day)} {isDone && <span className="is-quiet-text">{t('buildOut.done')}</span>}
              </td>
              <td>
                <LateSign days={milestone.late} /> {words.lateness(milestone.late) || '–'}
              </td>
              <td>{dayOrDash(milestone.planned)}</td>
              <td>{dayOrDash(milestone.due)}</td>
              <td className="is-number">
                {floatDays === null ? '–' : t('buildOut.days', { days: figure(floatDays, '1', 3) })}
              </td>
              <td>{dayOrDash(sure?.p50)}</td>
              <td>{dayOrDash(sure?.p80)}</td>
              <td>
                <Provenance word={activity.source} />
              </td>
            </tr>
          ))}
        </tbody>
      </ToldTable>
    </Section>
  )
}

function milestoneRows({ activities, milestones }: BuildOutView, risk: BuildOutRiskView | undefined) {
  const byId = new Map(activities.map((one) => [one.id, one]))
  return milestones.flatMap((milestone) => {
    const activity = byId.get(milestone.activity)
    if (!activity) return []
    const { float, isDone } = milestone
    const floatDays = float === null || activity.dayMinutes === 0 ? null : float / activity.dayMinutes
    const sure = isDone ? undefined : risk?.handOvers.find((one) => one.activity === activity.id)
    return { activity, milestone, isDone, floatDays, sure }
  })
}

function csvRows(rows: ReturnType<typeof milestoneRows>) {
  return [
    [
      ...['activity', 'name', 'gate', 'level', 'day', 'done', 'days late', 'baseline', 'due', 'float days'],
      ...['p50', 'p80', 'source'],
    ],
    ...rows.map(({ activity, floatDays, isDone, milestone, sure }) => [
      ...[activity.id, activity.name, activity.gate, activity.level, milestone.day, isDone ? 'yes' : 'no'],
      ...[milestone.late, milestone.planned, milestone.due, floatDays, sure?.p50, sure?.p80, activity.source],
    ]),
  ]
}
