import { AIR_CLASS, LEAST_DEW_POINT, LEAST_HUMIDITY, RECOMMENDED_DEW_POINT } from './air-class.ts'
import type { AlarmRule, Limits, PointContext } from './alarm-rule.ts'

const MINUTE = 60_000
const SOURCE = "the room's class, ASHRAE TC 9.9 (2021)"
/** A room without a class is held to A1, the strictest of the four. */
const classOf = ({ room }: PointContext) => AIR_CLASS[room?.airClass ?? 'A1']

function atIntake(local: string, limits: (context: PointContext) => Limits) {
  return (context: PointContext): Limits | undefined =>
    context.kind === 'probe' && context.role === 'intake' && context.local === local ? limits(context) : undefined
}

/** Air at the intake of the equipment: warning beyond the recommended range, critical beyond the allowable one. */
export const AIR_RULES: readonly AlarmRule[] = [
  {
    id: 'intake-temperature-high',
    limits: `warning above the recommended 27 °C (H1: 22 °C), critical above the allowable (A1 32, A2 35, A3 40, A4 45, H1 25 °C) of ${SOURCE}`,
    unit: 'Cel',
    trigger: {
      kind: 'above',
      deadband: 0.5,
      limits: atIntake('temperature', (context) => ({
        warning: classOf(context).recommended[1],
        critical: classOf(context).allowable[1],
      })),
    },
    onDelayMs: { warning: 30_000, critical: 0 },
    offDelayMs: MINUTE,
  },
  {
    id: 'intake-temperature-low',
    limits: `warning below the recommended 18 °C, critical below the allowable (A1 15, A2 10, A3, A4 and H1 5 °C) of ${SOURCE}`,
    unit: 'Cel',
    trigger: {
      kind: 'below',
      deadband: 0.5,
      limits: atIntake('temperature', (context) => ({
        warning: classOf(context).recommended[0],
        critical: classOf(context).allowable[0],
      })),
    },
    onDelayMs: { warning: MINUTE, critical: 0 },
    offDelayMs: MINUTE,
  },
  {
    id: 'humidity-high',
    limits: `warning above 50 % (70 % where the room says that corrosion is measured low), critical above the allowable (A1, A2, H1 80, A3 85, A4 90 %) of ${SOURCE}`,
    unit: '%',
    trigger: {
      kind: 'above',
      deadband: 2,
      limits: atIntake('humidity', (context) => ({
        warning: context.room?.humidityLimit ?? 50,
        critical: classOf(context).humidityMost,
      })),
    },
    onDelayMs: { warning: 5 * MINUTE, critical: 0 },
    offDelayMs: MINUTE,
  },
  {
    id: 'humidity-low',
    limits: `critical below ${LEAST_HUMIDITY} % (all classes; the limit's other half is dew-point-low), ASHRAE TC 9.9 (2021)`,
    unit: '%',
    trigger: { kind: 'below', deadband: 1, limits: atIntake('humidity', () => ({ critical: LEAST_HUMIDITY })) },
    onDelayMs: { warning: MINUTE, critical: 0 },
    offDelayMs: MINUTE,
  },
  {
    id: 'dew-point-high',
    limits: `warning above ${RECOMMENDED_DEW_POINT[1]} °C dew point, critical above the allowable (A1 and H1 17, A2 21, A3 and A4 24 °C) of ${SOURCE}; computed by Magnus where the probe does not measure it`,
    unit: 'Cel',
    trigger: {
      kind: 'above',
      deadband: 0.5,
      limits: atIntake('dew-point', (context) => ({
        warning: RECOMMENDED_DEW_POINT[1],
        critical: classOf(context).dewPointMost,
      })),
    },
    onDelayMs: { warning: 5 * MINUTE, critical: 0 },
    offDelayMs: MINUTE,
  },
  {
    id: 'dew-point-low',
    limits: `warning below ${RECOMMENDED_DEW_POINT[0]} °C dew point, critical below ${LEAST_DEW_POINT} °C (all classes), ASHRAE TC 9.9 (2021)`,
    unit: 'Cel',
    trigger: {
      kind: 'below',
      deadband: 0.5,
      limits: atIntake('dew-point', () => ({ warning: RECOMMENDED_DEW_POINT[0], critical: LEAST_DEW_POINT })),
    },
    onDelayMs: { warning: 5 * MINUTE, critical: 0 },
    offDelayMs: MINUTE,
  },
]
