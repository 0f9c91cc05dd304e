import { CronJobV1 } from '@cdktf/provider-kubernetes/lib/cron-job-v1/index.js'
import type { Construct } from 'constructs'
import type { NightlyWorkload } from '../catalogue/service.ts'
import { PlacedWorkload, type PlacedWorkloadProps } from './placed-workload.ts'

const HOUR_SECONDS = 3600

/** What runs to its end by a timetable: one at a time, at most for six hours. At a site that stands by it is suspended. */
export class TimedJob extends PlacedWorkload<NightlyWorkload> {
  constructor(scope: Construct, props: PlacedWorkloadProps<NightlyWorkload>) {
    super(scope, props)
    this.named(
      new CronJobV1(this, 'cron-job', {
        dependsOn: this.before,
        metadata: this.metadata(),
        spec: {
          schedule: this.workload.schedule.value,
          timezone: 'Europe/Belgrade',
          suspend: this.placement.duty === 'standby',
          concurrencyPolicy: 'Forbid',
          startingDeadlineSeconds: HOUR_SECONDS,
          successfulJobsHistoryLimit: 3,
          failedJobsHistoryLimit: 3,
          jobTemplate: {
            metadata: { labels: { ...this.labels } },
            spec: {
              backoffLimit: 2,
              activeDeadlineSeconds: 6 * HOUR_SECONDS,
              ttlSecondsAfterFinished: `${24 * HOUR_SECONDS}`,
              template: this.template(),
            },
          },
        },
      }),
    )
  }
}
