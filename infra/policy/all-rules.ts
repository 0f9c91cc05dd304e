import type { Rule } from './rule.ts'
import { certificatesByPeople, noApiServices } from './rules/api-extensions.ts'
import { scaledWithoutReplicas, scalerHasTarget } from './rules/autoscalers.ts'
import { countedAtSynth } from './rules/counted-at-synth.ts'
import { disruptionBudget } from './rules/disruption-budget.ts'
import { fullProviderAddress } from './rules/full-provider-address.ts'
import { disksOfTheSite, noHostNamespaces, restrictedVolumes, volumesByDriver } from './rules/host-access.ts'
import { imageByDigest, stateRegistry } from './rules/images.ts'
import { leftToScheduler } from './rules/left-to-scheduler.ts'
import { egressNamed, ingressNamed } from './rules/named-peers.ts'
import { noNamedSecret } from './rules/named-secrets.ts'
import { namespaceLimitRange, namespaceQuota } from './rules/namespace-limits.ts'
import { defaultDeny, dnsAllowed, noDanglingPolicy, ownNetworkPolicy } from './rules/network-policies.ts'
import { noRemoteState } from './rules/no-remote-state.ts'
import { nothingIgnored } from './rules/nothing-ignored.ts'
import { nothingUnseen } from './rules/nothing-unseen.ts'
import { gatewaysInside, namesInside, webhooksInside } from './rules/past-network-policies.ts'
import { noNodePort, ownNamespace, rollingUpdate } from './rules/placement-in-cluster.ts'
import { podSecurityPinned, podSecurityRestricted } from './rules/pod-security.ts'
import { prioritiesOfTheHouse, priorityClass, tierOfItsOwn } from './rules/priority-class.ts'
import { probesDiffer, probesGiven } from './rules/probes.ts'
import { noProviderCredentials } from './rules/provider-credentials.ts'
import { egressInside, peersInside, stateInSerbia } from './rules/residency.ts'
import { gpuByLimits, requestsAndLimits } from './rules/resources.ts'
import { noGreatRoles, noPodRights, noRightsToRise, noSecretRights, noWildcards } from './rules/rights.ts'
import { noSecretInEnvironment, noSecretInState, secretsAsFiles } from './rules/secrets.ts'
import {
  capabilitiesDropped,
  containerFlags,
  hostUntouched,
  notPrivileged,
  runAsNonRoot,
  seccompRuntimeDefault,
} from './rules/security-context.ts'
import { noAccountToken, noPodToken, ownServiceAccount } from './rules/service-accounts.ts'
import { labelledService } from './rules/service-label-rule.ts'
import { notOnOnePowerBlock, spreadOverPlaces } from './rules/spread.ts'
import { stateElsewhere } from './rules/state-elsewhere.ts'
import { versionedResources } from './rules/versioned-resources.ts'

/** The rules that every stack is held to, in the order in which they are told. */
export const ALL_RULES: readonly Rule[] = [
  versionedResources,
  nothingUnseen,
  countedAtSynth,
  nothingIgnored,
  noRemoteState,
  fullProviderAddress,
  stateElsewhere,
  noProviderCredentials,
  labelledService,
  podSecurityRestricted,
  podSecurityPinned,
  defaultDeny,
  ingressNamed,
  egressNamed,
  dnsAllowed,
  ownNetworkPolicy,
  noDanglingPolicy,
  namespaceQuota,
  namespaceLimitRange,
  requestsAndLimits,
  gpuByLimits,
  probesGiven,
  probesDiffer,
  runAsNonRoot,
  seccompRuntimeDefault,
  containerFlags,
  notPrivileged,
  capabilitiesDropped,
  hostUntouched,
  noHostNamespaces,
  restrictedVolumes,
  volumesByDriver,
  disksOfTheSite,
  ownServiceAccount,
  noPodToken,
  noAccountToken,
  noWildcards,
  noSecretRights,
  noPodRights,
  noRightsToRise,
  noGreatRoles,
  certificatesByPeople,
  noApiServices,
  imageByDigest,
  stateRegistry,
  disruptionBudget,
  spreadOverPlaces,
  notOnOnePowerBlock,
  leftToScheduler,
  scalerHasTarget,
  scaledWithoutReplicas,
  priorityClass,
  tierOfItsOwn,
  prioritiesOfTheHouse,
  noSecretInState,
  noNamedSecret,
  noSecretInEnvironment,
  secretsAsFiles,
  ownNamespace,
  noNodePort,
  rollingUpdate,
  stateInSerbia,
  egressInside,
  peersInside,
  namesInside,
  gatewaysInside,
  webhooksInside,
]
