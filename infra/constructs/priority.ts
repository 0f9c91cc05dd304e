import { PriorityClassV1 } from '@cdktf/provider-kubernetes/lib/priority-class-v1/index.js'
import { Construct } from 'constructs'
import { PRIORITIES, priorityClassOf } from '../policy/platform.ts'
import { TIERS } from '../policy/service-labels.ts'
import { addressed } from './addressed.ts'

/** A priority class for each tier: when room is short, what the state stops without is kept. */
export class TierPriorities extends Construct {
  constructor(scope: Construct) {
    super(scope, 'priorities')
    for (const tier of TIERS) {
      const name = priorityClassOf(tier)
      addressed(
        new PriorityClassV1(this, tier, {
          metadata: { name },
          value: PRIORITIES[tier],
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
