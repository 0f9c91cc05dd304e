import { AIR_RULES } from './air-rules.ts'
import type { AlarmRule } from './alarm-rule.ts'
import { CONDITION_RULES } from './condition-rules.ts'
import { POWER_RULES } from './power-rules.ts'
import { STATE_RULES } from './state-rules.ts'

/** Every alarm that there is, in the order of docs/operations.md. */
export const ALARM_RULES: readonly AlarmRule[] = [...AIR_RULES, ...POWER_RULES, ...STATE_RULES, ...CONDITION_RULES]
