import { UNKNOWN } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { DATA_CLASSES, RECOVERY_CLASSES, SERVICE_LABELS, TIERS } from '../service-labels.ts'
import { NAMESPACES } from '../subjects.ts'
import { unless } from '../wrong.ts'

const ALLOWED: Readonly<Record<string, readonly string[] | undefined>> = {
  [SERVICE_LABELS.service]: undefined,
  [SERVICE_LABELS.tier]: TIERS,
  [SERVICE_LABELS.dataClass]: DATA_CLASSES,
  [SERVICE_LABELS.recovery]: RECOVERY_CLASSES,
}

export const labelledService = ruleOver(NAMESPACES, {
  id: 'labelled-service',
  standard: 'the house',
  reason:
    'whose namespace it is, what data it holds and how much hangs on it cannot be seen otherwise, by people or by rules',
  fix: `label the namespace ${Object.entries(ALLOWED)
    .map(([name, values]) => (values ? `${name} (${values.join(', ')})` : name))
    .join('; ')}`,
  faults: ({ config }) => {
    const labels = config.one('metadata').map('labels')
    return Object.entries(ALLOWED).flatMap(([name, values]) =>
      unless(name, labels === UNKNOWN ? UNKNOWN : labels.get(name), (value) => values?.includes(value) ?? value !== ''),
    )
  },
})
