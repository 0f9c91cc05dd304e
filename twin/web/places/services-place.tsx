import { useCallback, useMemo } from 'react'
import { SURVIVAL_LEVELS, VERDICTS } from '../../analysis/survival/verdict.ts'
import type { CloudPlanView, CloudView } from '../../protocol/cloud.ts'
import { ClusterStates } from '../features/services/cluster-states.tsx'
import { fullName } from '../features/services/place-name.ts'
import { planGhosts, planHalls } from '../features/services/plan-ghosts.ts'
import type { JudgedPlan } from '../features/services/plan-rows.ts'
import { PlanBanner, PlanSection, useBroughtUp } from '../features/services/plan-section.tsx'
import { serviceCsvRows } from '../features/services/service-csv.ts'
import { ServiceList } from '../features/services/service-list.tsx'
import { isSifted, serviceRows, sortRows } from '../features/services/service-rows.ts'
import '../features/services/services.css'
import { SiftStrip } from '../features/services/sift-strip.tsx'
import { SurvivalMark } from '../features/services/survival-mark.tsx'
import { UnmetSection } from '../features/services/unmet-section.tsx'
import { ApiError } from '../live/api.ts'
import { useTwin } from '../twin-context.ts'
import { CsvButton } from '../ui/csv-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { useCloud } from '../ui/use-cloud.ts'
import { usePlace } from '../ui/use-place.ts'
import { HallPicture } from './hall-picture.tsx'

/** What runs where, and what of it goes on after which loss. */
export function ServicesPlace() {
  const { api } = useTwin()
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.cloud(signal), [api])
  const { answer, error, reload } = useCloud(load)
  return (
    <div className="place-body services-place">
      <h1>{t('services.title')}</h1>
      {answer && error && (
        <Notice kind="error" onRetry={reload}>
          {t('thing.failed', { reason: error.message })}
        </Notice>
      )}
      {answer ? (
        <Overview cloud={answer} />
      ) : error instanceof ApiError && error.status === 404 ? (
        <Notice>{t('services.none')}</Notice>
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

const NO_PLAN: CloudPlanView = { state: 'none' }

function Overview({ cloud }: { readonly cloud: CloudView }) {
  const { api } = useTwin()
  const { t, compare, nameOf } = useTranslator()
  const sift = usePlace((state) => state.sift)
  const order = usePlace((state) => state.order)
  const isNow = cloud.basis === 'now'
  // What is pending is judged by the racks of now.
  const loadPlan = useCallback(async (signal: AbortSignal) => (isNow ? api.cloudPlan(signal) : NO_PLAN), [api, isNow])
  const plan = useCloud(loadPlan)
  const [section, bringUp] = useBroughtUp()
  const rows = useMemo(
    () => serviceRows(cloud.services, ({ en, sr }) => nameOf({ name: en, nameSr: sr })),
    [cloud.services, nameOf],
  )
  const sites = useMemo(() => cloud.clusters.map(({ site }) => site), [cloud.clusters])
  const shown = useMemo(
    () => sortRows(sift === undefined ? rows : rows.filter((row) => isSifted(row, sift)), order, compare),
    [rows, sift, order, compare],
  )
  return (
    <>
      {isNow && <ClusterStates clusters={cloud.clusters} />}
      {cloud.basis === 'not recorded' && <Notice>{t('services.notRecorded')}</Notice>}
      {cloud.basis === 'planned' && cloud.day !== null && <UnmetSection sites={sites} day={cloud.day} />}
      {plan.error && !plan.answer && (
        <Notice kind="error" onRetry={plan.reload}>
          {t('services.plan.failed', { reason: plan.error.message })}
        </Notice>
      )}
      {plan.answer && <PlanBanner plan={plan.answer} onMore={bringUp} />}
      {cloud.why !== null && <Notice>{t('services.noneDeclared', { why: cloud.why })}</Notice>}
      {rows.length > 0 && (
        <>
          <div className="place-head">
            <SiftStrip rows={rows} />
            <div className="place-tools">
              <CsvButton label={t('services.csvLabel')} fileName="services" rows={() => serviceCsvRows(shown)} />
            </div>
          </div>
          <SurvivalLegend />
          <ServiceList rows={shown} sites={sites} />
        </>
      )}
      {plan.answer?.state === 'judged' && (
        <div ref={section} className="plan-told">
          <PlanSection plan={plan.answer} />
          <PlanPicture plan={plan.answer} />
        </div>
      )}
    </>
  )
}

const NOBODY: ReadonlySet<number> = new Set()

/** The halls that a plan changes, with its ghosts. */
function PlanPicture({ plan }: { readonly plan: JudgedPlan }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const ghosts = useMemo(() => planGhosts(plan.ghosts, (path) => estate.find(path)?.index), [plan.ghosts, estate])
  const halls = useMemo(() => planHalls(plan.ghosts), [plan.ghosts])
  return (
    <HallPicture
      title={t('services.plan.picture')}
      {...{ halls, ghosts }}
      standOut={() => NOBODY}
      description={(hall) =>
        t('services.plan.description', { name: plan.name, hall: fullName(estate, hall, translator) })
      }
    />
  )
}

/** What the signs mean. */
function SurvivalLegend() {
  const { t } = useTranslator()
  return (
    <section className="services-legend" aria-label={t('services.legend')}>
      <span className="is-quiet-text">
        {t('services.legendOf', { levels: SURVIVAL_LEVELS.map((level) => t(`services.short.${level}`)).join(' / ') })}
      </span>
      {VERDICTS.map((verdict) => (
        <span key={verdict}>
          <SurvivalMark verdict={verdict} withText />
        </span>
      ))}
      <span className="services-keys is-quiet-text">{t('services.keysHint')}</span>
    </section>
  )
}
