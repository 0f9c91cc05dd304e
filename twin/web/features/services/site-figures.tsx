import type { CloudSiteView, CloudWorkloadView } from '../../../protocol/cloud.ts'
import type { Translator } from '../../i18n/translator.ts'
import { Provenance } from '../../ui/provenance.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { SurvivalMarks } from './survival-mark.tsx'

/** A service at a site: its class and role, how many copies, what it draws, what it survives. */
export function SiteFigures({ site }: { readonly site: CloudSiteView }) {
  const translator = useTranslator()
  const { t } = translator
  return (
    <div className="site-figures">
      <p>
        {t(`services.class.${site.recovery.class}`)}
        <span className="is-quiet-text">, {t(`services.role.${site.recovery.role}`)}</span>
      </p>
      <p>
        <span className="live-value">{copiesText(site, translator)}</span>, <SiteWatts site={site} />
      </p>
      <SurvivalMarks survival={site.survival} />
    </div>
  )
}

/** What its share of the hosts draws, and what that rests on. */
export function SiteWatts({ site: { assumed, watts, wattsBasis } }: { readonly site: CloudSiteView }) {
  const { measured } = useTranslator()
  return (
    <span className="site-watts">
      <span className="live-value">{measured(watts, 'W')}</span> <Provenance word={wattsBasis} />
      {assumed && (
        <>
          {', '}
          <Provenance word="assumed" />
        </>
      )}
    </span>
  )
}

/**
 * Copies that run of those declared, and those that wait for a place; where nobody watches, what is declared.
 * @param kind of a workload: what runs by a timetable and does not run now only waits for its time
 */
export function copiesText(
  {
    declared,
    kind,
    pending,
    running,
  }: Pick<CloudSiteView, 'declared' | 'running' | 'pending'> & { readonly kind?: CloudWorkloadView['kind'] },
  { count, t }: Pick<Translator, 't' | 'count'>,
): string {
  if (running === null) return t('services.declared', { count: declared })
  if (kind === 'nightly' && running === 0 && !pending) return t('services.resting')
  const runs =
    running > declared
      ? t('services.runningMore', { count: running, declared: count(declared) })
      : t('services.running', { running: count(running), declared: count(declared) })
  return pending ? `${runs}, ${t('services.waiting', { count: pending })}` : runs
}
