import { useRef } from 'react'
import type { CloudServiceView, CloudWorkloadView } from '../../../protocol/cloud.ts'
import type { Translator } from '../../i18n/translator.ts'
import { useTwin } from '../../twin-context.ts'
import { Provenance } from '../../ui/provenance.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'
import { placeName } from './place-name.ts'
import { copiesText } from './site-figures.tsx'
import { CodePlace } from './source-line.tsx'
import { SurvivalMarks } from './survival-mark.tsx'

/** The parts of a service at its sites: copies, size, what they survive, where they are described. */
export function WorkloadTable({ service }: { readonly service: CloudServiceView }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const scroller = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(scroller)
  return (
    <Section title={t('services.workloads')} flush>
      <div ref={scroller} className="service-scroll">
        <table aria-label={t('services.workloads')}>
          <thead>
            <tr>
              <th scope="col">{t('services.workload')}</th>
              <th scope="col">{t('services.column.copies')}</th>
              <th scope="col">{t('services.size')}</th>
              <th scope="col">{t('services.survival')}</th>
              <th scope="col">{t('services.construct')}</th>
            </tr>
          </thead>
          <tbody>
            {service.sites.flatMap(({ site, workloads }) => {
              return workloads.map((workload) => (
                <tr key={`${site} ${workload.name}`}>
                  <th scope="row">
                    {workload.name}
                    <p className="is-quiet-text">
                      {placeName(estate, site, translator)}, {t(`services.kind.${workload.kind}`)},{' '}
                      {t('services.tier', { tier: workload.tier })}
                    </p>
                  </th>
                  <td className="live-value">{copiesText(workload, translator)}</td>
                  <td>
                    {sizeText(workload, translator)} {workload.assumed && <Provenance word="assumed" />}
                  </td>
                  <td>
                    <SurvivalMarks survival={workload.survival} />
                  </td>
                  <td>
                    <CodePlace constructPath={workload.constructPath} source={workload.source} />
                  </td>
                </tr>
              ))
            })}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

/** Threads, memory and GPUs in a line. */
export function sizeText(
  { cpus, gpus, memoryGiB }: Pick<CloudWorkloadView, 'cpus' | 'memoryGiB' | 'gpus'>,
  { figure }: Pick<Translator, 'figure'>,
): string {
  const said = [figure(cpus, 'vCPU'), figure(memoryGiB, 'GiB'), gpus > 0 && figure(gpus, 'GPU')]
  return said.filter(Boolean).join(' · ')
}
