import type { AlarmRule, PointContext } from './alarm-rule.ts'

const AT_ONCE = { warning: 0, critical: 0 } as const

const isState = ({ local }: PointContext) => local === 'state' || local.endsWith('/state')
const isOutput = ({ kind, local }: PointContext) => kind === 'ups' && local === 'output/state'
const isSuppression = ({ kind, role }: PointContext) => kind === 'probe' && role === 'fire-suppression'
const isCircuit = ({ kind }: PointContext) => kind === 'meter'
const isCooler = ({ kind, local }: PointContext) => (kind === 'crah' || kind === 'chiller') && local === 'state'

/** State points: a word is the condition. */
export const STATE_RULES: readonly AlarmRule[] = [
  {
    id: 'door-open',
    limits: 'warning on the word open',
    unit: 'state',
    trigger: {
      kind: 'words',
      words: { warning: ['open'] },
      applies: (context) => isState(context) && !isCircuit(context),
    },
    onDelayMs: AT_ONCE,
    offDelayMs: 0,
  },
  {
    id: 'circuit-open',
    limits: 'warning on the word open',
    unit: 'state',
    trigger: {
      kind: 'words',
      words: { warning: ['open'] },
      applies: (context) => isState(context) && isCircuit(context),
    },
    onDelayMs: AT_ONCE,
    offDelayMs: 0,
  },
  {
    id: 'leak',
    limits: 'critical on the word leak',
    unit: 'state',
    trigger: { kind: 'words', words: { critical: ['leak'] }, applies: isState },
    onDelayMs: AT_ONCE,
    offDelayMs: 10_000,
  },
  {
    id: 'smoke',
    limits: 'critical on the word smoke',
    unit: 'state',
    trigger: { kind: 'words', words: { critical: ['smoke'] }, applies: isState },
    onDelayMs: AT_ONCE,
    offDelayMs: 10_000,
  },
  {
    id: 'fire-suppression',
    limits: 'critical on the words alarm and on, warning on fault, warning and off',
    unit: 'state',
    trigger: {
      kind: 'words',
      words: { critical: ['alarm', 'on'], warning: ['fault', 'warning', 'off'] },
      applies: (context) => isSuppression(context) && isState(context),
    },
    onDelayMs: AT_ONCE,
    offDelayMs: 10_000,
  },
  {
    id: 'ups-on-battery',
    limits: 'critical on the word on-battery, warning on on-bypass and off',
    unit: 'state',
    trigger: {
      kind: 'words',
      words: { critical: ['on-battery'], warning: ['on-bypass', 'off'] },
      applies: isOutput,
    },
    onDelayMs: AT_ONCE,
    offDelayMs: 10_000,
  },
  {
    id: 'cooler-stopped',
    limits: 'critical on the words fault and alarm, warning on off (standby is none)',
    unit: 'state',
    trigger: { kind: 'words', words: { critical: ['fault', 'alarm'], warning: ['off'] }, applies: isCooler },
    onDelayMs: AT_ONCE,
    offDelayMs: 10_000,
  },
  {
    id: 'device-fault',
    limits: 'critical on the word alarm, warning on fault and warning',
    unit: 'state',
    trigger: {
      kind: 'words',
      words: { critical: ['alarm'], warning: ['fault', 'warning'] },
      applies: (context) => isState(context) && !isSuppression(context) && !isCooler(context),
    },
    onDelayMs: AT_ONCE,
    offDelayMs: 10_000,
  },
]
