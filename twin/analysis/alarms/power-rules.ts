import type { AlarmRule, PointContext } from './alarm-rule.ts'

const LINE_CURRENT = /^(?:inlet-\d+-)?l[123]\/current$/
const LINE_VOLTAGE = /^(?:(?:inlet|input|output)-)?(?:\d+-)?l[123]\/voltage$/
const BANK_CURRENT = /^bank-\d+\/current$/
/** EN 60038: the public grid's nominal voltage between line and neutral. */
const NOMINAL_VOLTS = 230
const MINUTE = 60_000

const ofUps = (local: string, limits: { readonly warning?: number; readonly critical?: number }) => {
  return ({ kind, local: name }: PointContext) => (kind === 'ups' && name === local ? limits : undefined)
}

function ofDerated(pattern: RegExp) {
  return ({ local, amperes }: PointContext) =>
    amperes !== undefined && pattern.test(local) ? { warning: 0.9 * amperes, critical: amperes } : undefined
}

function ofVoltage({ kind, local }: PointContext): boolean {
  return (kind === 'rack-pdu' || kind === 'meter' || kind === 'ups') && LINE_VOLTAGE.test(local)
}

/** Power: what the copper may carry, what the battery may give. */
export const POWER_RULES: readonly AlarmRule[] = [
  {
    id: 'line-current-high',
    limits:
      'of the smaller of the rack PDU and its feed, rating × derating, on each line by itself: warning above 90 %, critical above 100 %',
    unit: 'A',
    trigger: { kind: 'above', deadband: 0.5, limits: ofDerated(LINE_CURRENT) },
    onDelayMs: { warning: 30_000, critical: 0 },
    offDelayMs: 30_000,
  },
  {
    id: 'bank-current-high',
    limits: "of the bank's breaker × the feed's derating: warning above 90 %, critical above 100 %",
    unit: 'A',
    trigger: { kind: 'above', deadband: 0.5, limits: ofDerated(BANK_CURRENT) },
    onDelayMs: { warning: 30_000, critical: 0 },
    offDelayMs: 30_000,
  },
  {
    id: 'redundancy-lost',
    limits:
      'warning when load A + load B > derating × rating of one side, in total or on any line; the same as more than 100 % in the mode power',
    unit: '1',
    trigger: {
      kind: 'above',
      deadband: 0.02,
      limits: ({ kind, local }) => (kind === 'rack' && local === 'power-use' ? { warning: 1 } : undefined),
    },
    onDelayMs: { warning: 30_000, critical: 0 },
    offDelayMs: MINUTE,
  },
  {
    id: 'voltage-low',
    limits: `warning below 90 % of ${NOMINAL_VOLTS} V (a dip), critical below 5 % (an interruption), EN 50160`,
    unit: 'V',
    trigger: {
      kind: 'below',
      deadband: 2,
      limits: (context) =>
        ofVoltage(context) ? { warning: 0.9 * NOMINAL_VOLTS, critical: 0.05 * NOMINAL_VOLTS } : undefined,
    },
    onDelayMs: { warning: 10_000, critical: 0 },
    offDelayMs: 10_000,
  },
  {
    id: 'voltage-high',
    limits: `warning above 110 % of ${NOMINAL_VOLTS} V, EN 50160`,
    unit: 'V',
    trigger: {
      kind: 'above',
      deadband: 2,
      limits: (context) => (ofVoltage(context) ? { warning: 1.1 * NOMINAL_VOLTS } : undefined),
    },
    onDelayMs: { warning: 10_000, critical: 0 },
    offDelayMs: 10_000,
  },
  {
    id: 'ups-load-high',
    limits: 'warning above 90 % of its rating, critical above 100 %',
    unit: '%',
    trigger: { kind: 'above', deadband: 2, limits: ofUps('load', { warning: 90, critical: 100 }) },
    onDelayMs: { warning: 30_000, critical: 0 },
    offDelayMs: 30_000,
  },
  {
    id: 'battery-charge-low',
    limits: 'warning below 50 %, critical below 20 % (ours)',
    unit: '%',
    trigger: { kind: 'below', deadband: 2, limits: ofUps('charge', { warning: 50, critical: 20 }) },
    onDelayMs: { warning: 0, critical: 0 },
    offDelayMs: MINUTE,
  },
]
