import type { Rule } from './rule.ts'
import { fullProviderAddress } from './rules/full-provider-address.ts'
import { noRemoteState } from './rules/no-remote-state.ts'
import { stateElsewhere } from './rules/state-elsewhere.ts'
import { versionedResources } from './rules/versioned-resources.ts'

/** The rules that every stack is held to. */
export const ALL_RULES: readonly Rule[] = [versionedResources, noRemoteState, fullProviderAddress, stateElsewhere]
