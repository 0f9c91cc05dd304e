import type { DeploymentV1SpecTemplateSpecTopologySpreadConstraint } from '@cdktf/provider-kubernetes/lib/deployment-v1/index.js'
import { TOPOLOGY_LABELS } from '../labels/topology.ts'

export interface SpreadProps {
  /** Of the pods that are spread. */
  readonly selector: Readonly<Record<string, string>>
  /** That the nodes which can take the pods rest on at this site; with one alone, power spreads nothing. */
  readonly powerBlocks: number
  /** Label by which pods of one revision are told from those of the last. @default none: all pods count */
  readonly revisionLabel?: string
}

/**
 * Copies are spread over machines, racks and power blocks as a condition, and over rows as far as it goes. Nodes that take no pods do not count: else a block that is
 * drained would hold back copies from all others.
 */
export function spreadOver({
  selector,
  powerBlocks,
  revisionLabel,
}: SpreadProps): DeploymentV1SpecTemplateSpecTopologySpreadConstraint[] {
  const over = (topologyKey: string, isCondition: boolean) => ({
    topologyKey,
    maxSkew: 1,
    ...(isCondition && { minDomains: 2 }),
    whenUnsatisfiable: isCondition ? 'DoNotSchedule' : 'ScheduleAnyway',
    nodeAffinityPolicy: 'Honor',
    nodeTaintsPolicy: 'Honor',
    ...(revisionLabel !== undefined && { matchLabelKeys: [revisionLabel] }),
    labelSelector: [{ matchLabels: { ...selector } }],
  })
  return [
    over('kubernetes.io/hostname', true),
    over(TOPOLOGY_LABELS.rack, true),
    over(TOPOLOGY_LABELS.row, false),
    over(TOPOLOGY_LABELS.power, powerBlocks > 1),
  ]
}
