import type { SummaryAnswer } from '../../../protocol/rest.ts'
import { addressOfPower } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { HealthMark } from '../../ui/health-mark.tsx'
import { PlaceLink, ThingLink } from '../../ui/place-link.tsx'
import { Provenance } from '../../ui/provenance.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import './cloud.css'
import { SitePue } from './site-pue.tsx'

export type SiteSummary = SummaryAnswer['sites'][number]

/** A site in ten seconds: health, load against capacity, intake air, alarms, racks. */
export function SiteCard({ site }: { readonly site: SiteSummary }) {
  const { at, past } = useTwin()
  const isNow = at === undefined
  const { t, measured, figure, count, nameOf } = useTranslator()
  const load = site.itLoad.watts
  const capacity = site.itCapacity.watts
  const share = load !== null && capacity ? load / capacity : undefined
  const { min, max } = site.intakeTemperature
  return (
    <section className="section site-card" aria-label={nameOf(site)}>
      <header>
        <h2>
          <ThingLink path={site.path}>{nameOf(site)}</ThingLink>
        </h2>
        <span className="section-tools">
          <HealthMark health={site.health} withText />
        </span>
      </header>
      <div className="section-body">
        <div className="site-load">
          <span className="site-load-value live-value">{measured(load, 'W')}</span>
          <span className="is-quiet-text">
            {t('cloud.itLoad')} · <Provenance word={site.itLoad.provenance} />
          </span>
        </div>
        <LoadBar share={share} />
        <p className="site-capacity">
          {t('cloud.itCapacity')} {capacity === null ? '–' : figure(capacity, 'W')}{' '}
          <Provenance word={site.itCapacity.source} />
          {share !== undefined && <span> · {t('cloud.ofCapacity', { share: measured(share, 'share') })}</span>}
        </p>
        <dl className="facts">
          <dt>{t('cloud.intake')}</dt>
          <dd className="live-value is-line">
            {min === null || max === null
              ? '–'
              : t('cloud.intakeRange', { min: measured(min, 'Cel'), max: measured(max, 'Cel') })}
          </dd>
          <dt title={t('cloud.ratioNote')}>{t('cloud.ratio')}</dt>
          <dd className="live-value" title={t('cloud.ratioNote')}>
            {measured(site.instantPowerRatio, '1')}
          </dd>
          {isNow && (
            <>
              <dt title={t('energy.interim')}>{t('energy.pueShort')}</dt>
              <dd>
                <SitePue site={site.path} />
              </dd>
            </>
          )}
          <dt title={t('cloud.failoverNote')}>{t('cloud.failover')}</dt>
          <dd className="live-value" title={t('cloud.failoverNote')}>
            <FailoverVerdict site={site} />
          </dd>
          <dt>{t('cloud.racks')}</dt>
          <dd>
            {count(site.racks.total)}
            <RackCounts racks={site.racks} />
          </dd>
          {(isNow || past) && (
            <>
              <dt>{t(isNow ? 'cloud.alarms' : 'past.alarmsThen')}</dt>
              <dd>
                {site.alarms.critical + site.alarms.warning === 0 ? (
                  t(
                    !past
                      ? 'cloud.noAlarms'
                      : past.isMeasured && !past.mayLackAlarms
                        ? 'past.noAlarms'
                        : 'past.unknown',
                  )
                ) : (
                  <>
                    <HealthMark health="critical" /> {count(site.alarms.critical)} <HealthMark health="warning" />{' '}
                    {count(site.alarms.warning)}
                  </>
                )}
              </dd>
            </>
          )}
        </dl>
      </div>
    </section>
  )
}

/** What the fullest of the chain comes to after the worst single loss, and whether that is within its limit. */
function FailoverVerdict({ site }: { readonly site: SiteSummary }) {
  const { t, measured } = useTranslator()
  if (site.failoverUse === null) return '–'
  const holds = site.failoverUse <= 1
  return (
    <PlaceLink to={addressOfPower(site.path)}>
      {!holds && <HealthMark health="critical" />}
      {t(holds ? 'cloud.failoverHolds' : 'cloud.failoverOver', { share: measured(site.failoverUse, 'share') })}
    </PlaceLink>
  )
}

function RackCounts({ racks }: { readonly racks: SiteSummary['racks'] }) {
  const { t } = useTranslator()
  const classes = (['critical', 'warning', 'unknown'] as const).filter((health) => racks[health] > 0)
  return (
    <span className="is-quiet-text">
      {classes.map((health) => ` · ${t(`strip.${health}`, { count: racks[health] })}`)}
    </span>
  )
}

/** Load against capacity; empty where either is not known. */
function LoadBar({ share }: { readonly share: number | undefined }) {
  return (
    <svg className="load-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="load-bar-ground" width="100" height="6" />
      {share !== undefined && (
        <rect
          className={share > 1 ? 'load-bar-load is-over' : 'load-bar-load'}
          width={Math.min(100, share * 100)}
          height="6"
        />
      )}
      <path className="load-bar-tick" d="M80 0V6" />
    </svg>
  )
}
