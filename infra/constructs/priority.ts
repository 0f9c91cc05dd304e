import { PriorityClassV1 } from '@cdktf/provider-kubernetes/lib/priority-class-v1/index.js'
import { Construct } from 'constructs'
import { priorityClassOf } from '../policy/platform.ts'
import { TIERS, type Tier } from '../policy/service-labels.ts'
import { addressed } from './addressed.ts'

/** Users' own classes end at a thousand million; the cluster's own are above. */
const VALUES: Readonly<Record<Tier, number>> = { '1': 900_000, '2': 600_000, '3': 300_000 }

/** A priority class for each tier: when room is short, what the state stops without is kept. */
export class TierPriorities extends Construct {
  constructor(scope: Construct) {
    super(scope, 'priorities')
    for (const tier of TIERS) {
      const name = priorityClassOf(tier)
      addressed(
        new PriorityClassV1(this, tier, {
          metadata: { name },
          value: VALUES[tier],
          globalDefault: false,
          description: `Services of tier ${tier}`,
          // What can be away for a day waits until there is room.
          preemptionPolicy: tier === '3' ? 'Never' : 'PreemptLowerPriority',
        }),
        name,
      )
    }
  }
}
