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
    means: 'A door of a rack or room is open.',
    limits: 'warning on the word open',
    act: 'Is somebody working there who said so? An open rack door also spoils the aisle.',
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
    means: 'A breaker of a metered circuit is open: what it fed has one side left, or none.',
    limits: 'warning on the word open',
    act: 'Opened by hand for work, or tripped? See that the other side carries the load before closing it.',
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
    means: 'A rope or spot detector is wet.',
    limits: 'critical on the word leak',
    act: 'Go and look; close the chilled-water valve of the loop that passes there.',
    unit: 'state',
    trigger: { kind: 'words', words: { critical: ['leak'] }, applies: isState },
    onDelayMs: AT_ONCE,
    offDelayMs: 10_000,
  },
  {
    id: 'smoke',
    means: 'A smoke head has tripped.',
    limits: 'critical on the word smoke',
    act: 'Follow the fire plan of the building; this page is no fire panel.',
    unit: 'state',
    trigger: { kind: 'words', words: { critical: ['smoke'] }, applies: isState },
    onDelayMs: AT_ONCE,
    offDelayMs: 10_000,
  },
  {
    id: 'fire-suppression',
    means: 'The fire suppression has been released or is out of order.',
    limits: 'critical on the words alarm and on, warning on fault, warning and off',
    act: 'Released: nobody enters the room. Out of order: the room is without suppression until it is mended.',
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
    means: 'A UPS feeds its load from the battery, or past itself.',
    limits: 'critical on the word on-battery, warning on on-bypass and off',
    act: 'On battery: see that the generator comes. On bypass: the load has no battery behind it.',
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
    means: 'A cooler or chiller does not run.',
    limits: 'critical on the words fault and alarm, warning on off (standby is none)',
    act: 'See that its neighbours took over, and watch the intakes that it served.',
    unit: 'state',
    trigger: { kind: 'words', words: { critical: ['fault', 'alarm'], warning: ['off'] }, applies: isCooler },
    onDelayMs: AT_ONCE,
    offDelayMs: 10_000,
  },
  {
    id: 'device-fault',
    means: 'A device says of a part of itself that it is faulty.',
    limits: 'critical on the word alarm, warning on fault and warning',
    act: "Open the device's own page for what it says.",
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
