import { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2/index.js'
import { IngressV1 } from '@cdktf/provider-kubernetes/lib/ingress-v1/index.js'
import type { Construct } from 'constructs'
import type { StatelessWorkload } from '../catalogue/service.ts'
import { Deployed } from './deployed.ts'
import { MAIN_PORT } from './hardened-pod.ts'
import type { PlacedWorkloadProps } from './placed-workload.ts'

/** Above it the scaler adds copies. Assumed: room for the minute that a copy takes to start. */
const BUSY_PERCENT = 70

/** What is asked over the network and keeps nothing: copies spread over the site, one name for them, more of them when they are busy. */
export class PublicService extends Deployed<StatelessWorkload> {
  constructor(scope: Construct, props: PlacedWorkloadProps<StatelessWorkload>) {
    super(scope, props)
    const { copies, least, most } = props.placement
    this.answerOn(this.workload.port)
    this.deploy(most !== undefined, { maxSurge: '25%', maxUnavailable: '0' })
    this.keepAtLeast(least)
    if (most !== undefined) this.#scale(copies, most)
  }

  /** Lets outsiders ask under a host, through the cluster's gateway of the class. @param gateway name of the ingress class: `internet` */
  exposeVia(gateway: string, host: string): void {
    this.allowFromGateway(this.workload.port)
    this.named(
      new IngressV1(this, 'ingress', {
        dependsOn: this.namespace.ready,
        metadata: this.metadata(),
        waitForLoadBalancer: false,
        spec: {
          ingressClassName: gateway,
          tls: [{ hosts: [host], secretName: `${this.workload.name}-tls` }],
          rule: [
            {
              host,
              http: {
                path: [
                  {
                    path: '/',
                    pathType: 'Prefix',
                    backend: { service: { name: this.workload.name, port: { name: MAIN_PORT } } },
                  },
                ],
              },
            },
          ],
        },
      }),
    )
  }

  #scale(from: number, to: number): void {
    this.named(
      new HorizontalPodAutoscalerV2(this, 'scaler', {
        dependsOn: this.namespace.ready,
        metadata: this.metadata(),
        spec: {
          minReplicas: from,
          maxReplicas: to,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: this.workload.name },
          metric: [
            {
              type: 'Resource',
              resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: BUSY_PERCENT } },
            },
          ],
        },
      }),
    )
  }
}
