import type { DeploymentV1SpecTemplate } from '@cdktf/provider-kubernetes/lib/deployment-v1/index.js'
import type { Size, Workload } from '../catalogue/service.ts'
import { GPU_TAINT } from '../labels/topology.ts'
import { priorityClassOf } from '../policy/platform.ts'
import type { Tier } from '../policy/service-labels.ts'
import { SCRATCH_GIB } from './namespace-budget.ts'
import { cpuQuantity, gibQuantity } from './quantity.ts'
import { SecretReference } from './secret-reference.ts'
import { spreadOver } from './spread.ts'

/** Above 10,000: no user of a host has it. */
const USER = '10001'
/** On which every image answers whether it lives (`/livez`), takes requests (`/readyz`) and has started (`/startupz`). */
const HEALTH_PORT = 8081
export const MAIN_PORT = 'main'

export interface HardenedPodProps {
  readonly workload: Workload
  readonly labels: Readonly<Record<string, string>>
  readonly selector: Readonly<Record<string, string>>
  readonly tier: Tier
  /** With digest. */
  readonly image: string
  /** Plain settings; never a secret. */
  readonly environment: Readonly<Record<string, string>>
  /** See `SpreadProps`. */
  readonly powerBlocks: number
  readonly revisionLabel?: string
  /** Folder of its own disk, of a claim named `data`. */
  readonly dataFolder?: string
}

/**
 * What pods are made by. Every boolean of a container's security context is written: the provider sends an omitted one as false, or true, and not as left out
 * (provider 2.38.0, structure of the container).
 */
export function hardenedPod(props: HardenedPodProps): DeploymentV1SpecTemplate {
  const { workload, labels, selector, tier, powerBlocks, revisionLabel } = props
  const secrets = (workload.secrets ?? []).map((name) => new SecretReference(workload.name, name))
  const isTimed = workload.kind === 'nightly'
  return {
    metadata: { labels: { ...labels } },
    spec: {
      serviceAccountName: workload.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      hostIpc: false,
      hostNetwork: false,
      hostPid: false,
      shareProcessNamespace: false,
      priorityClassName: priorityClassOf(tier),
      restartPolicy: isTimed ? 'OnFailure' : 'Always',
      terminationGracePeriodSeconds: 30,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: USER,
        runAsGroup: USER,
        fsGroup: USER,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      container: [
        {
          name: workload.name,
          image: props.image,
          imagePullPolicy: 'IfNotPresent',
          env: Object.entries(props.environment).map(([name, value]) => ({ name, value })),
          ...(workload.kind !== 'nightly' && { port: portsOf(workload.port), ...probes() }),
          resources: resourcesOf(workload.size.value, workload.kind === 'gpu' ? workload.gpus : 0),
          securityContext: {
            allowPrivilegeEscalation: false,
            privileged: false,
            readOnlyRootFilesystem: true,
            runAsNonRoot: true,
            runAsUser: USER,
            runAsGroup: USER,
            capabilities: { drop: ['ALL'] },
            seccompProfile: { type: 'RuntimeDefault' },
          },
          volumeMount: [
            { name: 'scratch', mountPath: '/tmp', readOnly: false },
            ...secrets.map((secret) => secret.mount()),
            ...(props.dataFolder === undefined ? [] : [{ name: 'data', mountPath: props.dataFolder, readOnly: false }]),
          ],
        },
      ],
      volume: [
        { name: 'scratch', emptyDir: { sizeLimit: gibQuantity(workload.size.value.scratchGiB ?? SCRATCH_GIB) } },
        ...secrets.map((secret) => secret.volume()),
      ],
      ...(!isTimed && {
        topologySpreadConstraint: spreadOver({
          selector,
          powerBlocks,
          ...(revisionLabel !== undefined && { revisionLabel }),
        }),
      }),
      ...(workload.kind === 'gpu' && {
        toleration: [{ key: GPU_TAINT.key, operator: 'Exists', effect: GPU_TAINT.effect }],
      }),
    },
  }
}

function portsOf(port: number) {
  return [
    { name: MAIN_PORT, containerPort: port, protocol: 'TCP' },
    { name: 'health', containerPort: HEALTH_PORT, protocol: 'TCP' },
  ]
}

function probes() {
  const get = (path: string) => ({ path, port: 'health', scheme: 'HTTP' })
  return {
    startupProbe: { httpGet: get('/startupz'), periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 60 },
    readinessProbe: { httpGet: get('/readyz'), periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 },
    livenessProbe: { httpGet: get('/livez'), periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 6 },
  }
}

/** No limit of CPUs: a copy may use what is idle, and is slowed down by nothing but its neighbours' requests. GPUs stand under limits only; their requests are these. */
function resourcesOf({ cpus, memoryGiB, scratchGiB = SCRATCH_GIB }: Size, gpus: number) {
  const kept = { memory: gibQuantity(memoryGiB), 'ephemeral-storage': gibQuantity(scratchGiB) }
  return {
    requests: { cpu: cpuQuantity(cpus), ...kept },
    limits: { ...kept, ...(gpus > 0 && { 'nvidia.com/gpu': `${gpus}` }) },
  }
}
