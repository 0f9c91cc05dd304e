import { z } from 'zod'

/** The REST answer about how a room is cooled. A number that nobody knows, or that has no end, is null. */
const figure = z.number().nullable()

const medium = z.object({
  units: z.array(z.string()),
  capacity: figure,
  /** N+1: watts without the greatest unit. */
  withoutGreatest: figure,
  greatest: z.string(),
  /** m³/s, rated. */
  flow: figure,
  flowWithoutGreatest: figure,
  heat: figure,
  free: figure,
  holds: z.boolean(),
})

const loop = z.object({
  chillers: z.array(z.string()),
  units: z.array(z.string()),
  capacity: figure,
  withoutGreatest: figure,
  greatest: z.string(),
  heat: figure,
  free: figure,
  holds: z.boolean(),
})

const thermal = z.object({
  how: z.enum(['fitted', 'assumed']),
  /** J/K, seconds (null: walls take nothing), and what it was fitted to. */
  capacity: figure,
  timeConstant: figure,
  samples: z.number().optional(),
  residual: figure.optional(),
})

const serving = z.object({
  rack: z.string(),
  unit: z.string(),
  how: z.enum(['learned', 'geometry']),
  metres: figure.optional(),
  correlation: figure.optional(),
})

/** GET /api/cooling/<room>?from=…&to=…, or ?at=… */
export const coolingAnswer = z.object({
  room: z.string(),
  /** The other day that it is about; null: now. */
  day: z.string().nullable(),
  /** `recorded`: what was measured on that day, in means. `planned`: the estate of a day to come, on which nothing is measured. */
  basis: z.enum(['now', 'recorded', 'planned']),
  /** Why what is measured is null; null where something is. */
  unmeasured: z.enum(['day-to-come', 'not-recorded', 'no-reading']).nullable(),
  airClass: z.string(),
  /** °C */
  recommended: z.tuple([z.number(), z.number()]),
  allowable: z.tuple([z.number(), z.number()]),
  /** From newest values that are not stale; of a past day from its means. */
  now: z.object({
    racks: z.number(),
    racksWithProbes: z.number(),
    /** Intake temperatures that are fresh. */
    intakes: z.number(),
    intake: figure,
    rciHigh: figure,
    rciLow: figure,
    states: z.record(z.string(), z.number()),
    supply: figure,
    returned: figure,
    equipmentRise: figure,
    /** Racks of which intake, exhaust and draw are measured. */
    racksWithRise: z.number(),
    airflowNeeded: figure,
    airflowSupplied: figure,
    rti: figure,
    shi: figure,
    rhi: figure,
    /** W, measured at the racks' PDUs. */
    heat: figure,
  }),
  units: z.array(
    z.object({
      path: z.string(),
      type: z.string(),
      capacity: figure,
      /** Measured now: W, m³/s, °C. */
      cooling: figure,
      airflow: figure,
      supply: figure,
      returned: figure,
      /** m³/s of liquid, of a CDU. */
      waterFlow: figure,
      /** Leak ropes of the unit say so; null without one that reports. */
      leak: z.boolean().nullable(),
      racks: z.number(),
    }),
  ),
  /** Where the heat of zones and loops is from: all racks on its loops are measured, or the planner's loads. */
  heatIs: z.enum(['measured', 'declared']),
  /** N+1. */
  zones: z.array(
    z.object({
      room: z.string(),
      air: medium.optional(),
      liquid: medium.optional(),
      riseWithoutGreatest: figure,
      unknown: z.number(),
    }),
  ),
  loops: z.array(loop),
  serving: z.array(serving),
  /** Time of all intakes together over the period, in milliseconds of intakes. */
  period: z.object({
    from: z.number(),
    to: z.number(),
    /** Readings are means over this many milliseconds. */
    bucket: z.number(),
    intakes: z.number(),
    recommended: z.number(),
    warm: z.number(),
    cool: z.number(),
    tooWarm: z.number(),
    tooCold: z.number(),
    unknown: z.number(),
    /** Share of the known time within the allowable range; null where no time is known. */
    compliance: figure,
    /** Intakes by time above the allowable range, the worst first; none that never was. */
    worst: z.array(z.object({ path: z.string(), tooWarm: z.number(), tooCold: z.number() })),
  }),
  /** If all air units of the room stopped now. */
  lost: z.object({
    passes: z.enum(['at once', 'later', 'never', 'unknown']),
    seconds: figure,
    limit: z.number(),
    intake: z.enum(['measured', 'assumed']),
    heat: z.enum(['measured', 'declared', 'unknown']),
    thermal,
  }),
})
export type CoolingView = z.infer<typeof coolingAnswer>
