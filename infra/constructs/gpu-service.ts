import type { Construct } from 'constructs'
import type { GpuWorkload } from '../catalogue/service.ts'
import { Deployed } from './deployed.ts'
import type { PlacedWorkloadProps } from './placed-workload.ts'

/** What computes on GPUs: on nodes that have them, so many copies and no more. A new revision takes the place of an old one: GPUs to spare there are none. */
export class GpuService extends Deployed<GpuWorkload> {
  constructor(scope: Construct, props: PlacedWorkloadProps<GpuWorkload>) {
    super(scope, props)
    this.answerOn(this.workload.port)
    this.deploy(false, { maxSurge: '0', maxUnavailable: '1' })
    this.keepAtLeast(props.placement.least)
  }
}
