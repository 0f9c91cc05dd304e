import { SURVIVAL_LEVELS } from '../../../analysis/survival/verdict.ts'
import type { CloudSiteView, SurvivalVerdictView } from '../../../protocol/cloud.ts'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { Provenance } from '../../ui/provenance.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { FailTogether } from './fail-together.tsx'
import { placeName } from './place-name.ts'
import { copiesText, SiteWatts } from './site-figures.tsx'
import { SurvivalMark } from './survival-mark.tsx'
import { survivalSentence, worstLoss } from './survival-text.ts'

/** A service at a site: what it is there, and in numbers what each loss leaves of it. */
export function SurvivalSection({ site, isAssumed }: { readonly site: CloudSiteView; readonly isAssumed: boolean }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t, count, figure } = translator
  const name = placeName(estate, site.site, translator)
  const { recovery, survival } = site
  const said = [
    `${t(`services.class.${recovery.class}`)}, ${t(`services.role.${recovery.role}`)}`,
    recovery.rpo !== null && t('services.rpo', { time: figure(recovery.rpo, 's') }),
    recovery.rto !== null && t('services.rto', { time: figure(recovery.rto, 's') }),
  ]
  return (
    <Section title={name} className="service-section">
      <p>
        {said.filter(Boolean).join(' · ')} {isAssumed && <Provenance word="assumed" />}
        {recovery.reason !== null && <span className="is-quiet-text"> {recovery.reason}</span>}
      </p>
      <p>
        <span className="live-value">{copiesText(site, translator)}</span>,{' '}
        {t('services.needed', { count: count(site.needed) })}, <SiteWatts site={site} />
      </p>
      <Worst site={site} name={name} />
      <table className="survival-table" aria-label={t('services.survival')}>
        <thead>
          <tr>
            <th scope="col">{t('services.loss')}</th>
            <th scope="col">{t('services.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {SURVIVAL_LEVELS.map((level) => (
            <tr key={level}>
              <th scope="row">{t(`services.level.${level}`)}</th>
              <td>
                <SurvivalMark verdict={survival[level].verdict} withText />
                <p className="is-quiet-text">{survivalSentence(survival[level], recovery, translator)}</p>
                <Decided verdict={survival[level]} heardAt={site.heardAt} />
                <WorstThing verdict={survival[level]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

/** The smallest loss that hurts, in a sentence. */
function Worst({ name, site: { recovery, survival } }: { readonly name: string; readonly site: CloudSiteView }) {
  const translator = useTranslator()
  const { t } = translator
  const level = worstLoss(survival)
  if (level === undefined) return <p>{t('services.holdsAll', { site: name })}</p>
  const loss = t(`services.level.${level}`).toLocaleLowerCase(translator.language)
  return (
    <p>
      <SurvivalMark verdict={survival[level].verdict} />{' '}
      {t('services.worstLoss', { loss, sentence: survivalSentence(survival[level], recovery, translator) })}
    </p>
  )
}

/** What the verdict rests on, and the workload that decides it. */
function Decided({
  heardAt,
  verdict: { by, workload },
}: {
  readonly verdict: SurvivalVerdictView
  readonly heardAt: number | null
}) {
  const { dateTime, t } = useTranslator()
  return (
    <p className="is-quiet-text">
      {t(`services.by.${by}`, { at: heardAt === null ? '–' : dateTime(heardAt) })}
      {workload !== null && `; ${t('services.decides', { workload })}`}
    </p>
  )
}

/** The loss that is the worst of its kind, and what else it takes along. */
function WorstThing({ verdict: { together } }: { readonly verdict: SurvivalVerdictView }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  if (together.length === 0) return null
  return (
    <p className="worst-thing">
      {translator.t('services.worst')}:{' '}
      {together.map((path, number) => (
        <span key={path}>
          {number > 0 && ' + '}
          <ThingLink path={path} title={path}>
            {placeName(estate, path, translator)}
          </ThingLink>
        </span>
      ))}{' '}
      <FailTogether paths={together} />
    </p>
  )
}
