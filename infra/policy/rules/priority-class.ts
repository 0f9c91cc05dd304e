import { UNKNOWN } from '../block.ts'
import { PRIORITIES, PRIORITY_CLASSES, priorityClassOf } from '../platform.ts'
import { ruleOver } from '../rule-over.ts'
import { nameOf, serviceLabel } from '../selection.ts'
import { SERVICE_LABELS, TIERS } from '../service-labels.ts'
import { PRIORITIES_MADE, TEMPLATED, WORKLOADS } from '../subjects.ts'
import { isFalse, isOneOf, unless, unlessAbsent } from '../wrong.ts'

export const priorityClass = ruleOver(WORKLOADS, {
  id: 'priority-class',
  standard: 'kube-linter priority-class-name; Kubernetes, pod priority and preemption',
  reason:
    'when a site is lost, what the state cannot do without must come up before what can wait; pods whose class nobody makes are refused',
  fix: `name the priority_class_name of its tier: ${PRIORITY_CLASSES.join(', ')}`,
  faults: (workload, stack) => {
    const label = serviceLabel(workload, stack, SERVICE_LABELS.tier)
    if (label === UNKNOWN) return ['its tier is known only at apply, so it is not proved']
    const tier = TIERS.find((known) => known === label)
    const names = tier === undefined ? PRIORITY_CLASSES : [priorityClassOf(tier)]
    const given = workload.pod.text('priority_class_name')
    return typeof given === 'string' && tier !== undefined && !names.includes(given)
      ? [`priority_class_name is ${given}, and its tier is ${tier}`]
      : unless('priority_class_name', given, isOneOf(...names))
  },
})

export const tierOfItsOwn = ruleOver(TEMPLATED, {
  id: 'tier-said-by-the-workload',
  standard: 'the house',
  reason: 'a label of the pods that lowers their tier lowers what is asked of them, where nobody looks for it',
  fix: `say by ${SERVICE_LABELS.tier} of the workload itself what its pods say, or leave it to the namespace`,
  faults: (workload, stack) => {
    const { podLabels } = workload
    if (podLabels === UNKNOWN) return ['the labels of its pods are known only at apply, so its tier is not proved']
    const said = podLabels.get(SERVICE_LABELS.tier)
    if (said === undefined) return []
    const own = serviceLabel({ ...workload, podLabels: new Map() }, stack, SERVICE_LABELS.tier)
    if (said === UNKNOWN || own === UNKNOWN) return ['the tier of its pods is known only at apply, so it is not proved']
    // Tiers are counted down: 1 comes first. What says none is of tier 1.
    const limit = TIERS.find((known) => known === own) ?? '1'
    return said > limit ? [`its pods are of tier ${said}, and it is of tier ${limit}`] : []
  },
})

export const prioritiesOfTheHouse = ruleOver(PRIORITIES_MADE, {
  id: 'priorities-of-the-house',
  standard: 'the house; Kubernetes, pod priority and preemption',
  reason: 'a class of its own, or another value for one of the house, pushes out what the state cannot do without',
  fix: `leave priority classes to the platform stack: ${TIERS.map((tier) => `${priorityClassOf(tier)} is ${PRIORITIES[tier]}`).join(', ')}, and none is for all`,
  faults: (made) => {
    const name = nameOf(made)
    const tier = TIERS.find((known) => priorityClassOf(known) === name)
    return [
      ...unless('its name', name, isOneOf(...PRIORITY_CLASSES)),
      ...(tier === undefined
        ? []
        : unless('value', made.config.number('value'), (value) => value === PRIORITIES[tier])),
      ...unlessAbsent('global_default', made.config.flag('global_default'), isFalse),
    ]
  },
})
