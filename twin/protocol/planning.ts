import { z } from 'zod'

/** The REST answers about what fails with what and what is left. A number that nobody knows, or that has no end, is null. */
export const figure = z.number().nullable()
const use = z.object({
  /** 1 is all that may flow without end. */
  share: figure,
  /** The line that is nearest to its limit, or the whole. */
  by: z.enum(['l1', 'l2', 'l3', 'total']),
  value: figure,
  limit: figure,
  unit: z.enum(['A', 'W', 'VA']),
  /** Loads that nobody knows rest on it. */
  atLeast: z.boolean(),
})

/** What is full first, with its figures after the loss that takes it furthest. */
export const full = z.object({
  path: z.string(),
  banks: z.literal(true).optional(),
  now: use.optional(),
  worst: use.optional(),
  by: z.string().optional(),
})

const cause = z.object({
  path: z.string(),
  bank: z.string().optional(),
  what: z.enum(['has no power', 'is lost', 'opened']),
})
const fate = z.object({
  path: z.string(),
  watts: figure,
  service: z.string().optional(),
  /** Network ports that a network device offered. */
  ports: figure.optional(),
  causes: z.array(cause),
})
const fates = { down: z.number(), throttled: z.number(), exposed: z.number() }

const overheat = z.object({
  room: z.string(),
  airClass: z.string(),
  /** Units and chillers that give nothing any more. */
  lost: z.array(z.string()),
  unitsLeft: z.number(),
  units: z.number(),
  /** W that the racks still give to the air, and that is still taken of it. */
  heat: figure,
  cooling: figure,
  liquidUncooled: figure,
  /** Upper allowable temperature of the class, °C. */
  limit: z.number(),
  passes: z.enum(['at once', 'later', 'never', 'unknown']),
  /** Until the mean of the intakes passes it, an estimate: docs/cooling.md. */
  seconds: figure,
  intake: z.object({ celsius: z.number(), how: z.enum(['measured', 'assumed']) }),
  parameters: z.object({
    how: z.enum(['fitted', 'assumed']),
    samples: z.number().optional(),
    residual: figure.optional(),
  }),
})

const trip = z.object({
  path: z.string(),
  bank: z.string().optional(),
  by: z.string(),
  does: z.enum(['opens', 'goes to bypass']),
  /** Seconds since the loss. */
  after: figure,
  use,
})

const failureAnswer = z.object({
  counts: z.object({ ...fates, overloads: z.number(), trips: z.number(), wattsDown: z.number() }),
  /** By rack; what stands by itself is its own place. */
  places: z.array(z.object({ path: z.string(), ...fates })),
  services: z.array(z.object({ service: z.string(), ...fates })),
  /** Network devices that are down, with the ports that they offered. */
  network: z.object({ devices: z.number(), ports: z.number(), unknown: z.number() }),
  /** What devices that had more rest on alone now: the 500 with the most devices. */
  singlePoints: z.array(z.object({ path: z.string(), devices: z.number() })),
  trips: z.array(trip),
  /** The first 500; `counts` says how many there are. The same of the other lists. */
  down: z.array(fate),
  throttled: z.array(fate),
  exposed: z.array(z.object({ path: z.string(), service: z.string().optional(), restsOn: z.array(z.string()) })),
  overloads: z.array(z.object({ path: z.string(), bank: z.string().optional(), now: use.optional(), after: use })),
  onBattery: z.array(
    z.object({
      path: z.string(),
      watts: figure,
      /** Loads that nobody knows rest on it too: it lasts less long. */
      atLeast: z.boolean(),
      seconds: figure,
      how: z.string(),
    }),
  ),
  onGenerator: z.array(
    z.object({ path: z.string(), watts: figure, startSeconds: figure.optional(), fuelSeconds: figure.optional() }),
  ),
  /** What else of the chain, from the feeds up, carries something else than before or has no power any more. */
  chain: z.array(z.object({ path: z.string(), hasPower: z.boolean(), watts: figure, use: use.optional() })),
  /** Rooms that lose cooling, the soonest too warm first. */
  overheats: z.array(overheat),
})

/** What devices are taken to draw: reconciled with what is measured, or as the estate declares. */
export const basis = z.object({
  loads: z.enum(['measured', 'declared']),
  /** Devices that are measured themselves, those whose share of a meter above is known, and all. */
  measured: z.number(),
  allocated: z.number(),
  devices: z.number(),
})

/** GET /api/fail?thing=…&thing=… */
export const failAnswer = z.object({
  basis,
  /** What is lost besides because it is so already: it is among `lost`. */
  already: z.array(z.string()),
  /** What would open even if nothing failed, and the first 500 devices that are down by that: the rest begins there. */
  before: z.object({ trips: z.array(trip), down: z.array(z.string()) }),
  lost: z.array(z.string()),
  /** While batteries carry what has no other supply. */
  atOnce: failureAnswer,
  /** When the last battery is empty; `afterSeconds` is until the first one is. */
  later: z
    .object({
      afterSeconds: figure,
      /** UPS whose batteries are empty at the same time, the first ones first, and what stops or throttles then. */
      ends: z.array(
        z.object({
          paths: z.array(z.string()),
          /** Since the loss; null where nobody knows, or they carry nothing. */
          afterSeconds: figure,
          counts: z.object({ down: z.number(), throttled: z.number(), wattsDown: z.number() }),
          /** The first 500. */
          down: z.array(fate),
          throttled: z.array(fate),
        }),
      ),
      answer: failureAnswer,
    })
    .optional(),
})
export type FailView = z.infer<typeof failAnswer>

const sum = z.object({ value: figure, unknown: z.number() })

const planned = {
  devices: z.number(),
  units: z.number(),
  watts: z.number(),
  kilograms: z.number(),
  ports: z.number(),
  /** Devices of which nobody knows what they draw. */
  unknown: z.number(),
}

const space = z.object({
  units: z.number(),
  taken: z.number(),
  free: z.number(),
  largestRun: z.number(),
  /** Share of the free units that lie in the largest run of their rack. */
  efficiency: figure,
  /** Runs that are free to their full depth, by size. */
  runs: z.array(z.object({ units: z.number(), runs: z.number() })),
  /** How many devices still fit, by height. */
  fits: z.array(z.object({ units: z.number(), devices: z.number() })),
  largestHalfDepthRun: z.number(),
  /** Beside the rails; `unknown` racks do not say how many places they have. */
  zeroU: z.object({ used: z.number(), places: z.number(), unknown: z.number() }),
})

/** kg/m² on foot and aisles, or kilograms on one foot: docs/capacity.md. */
const fullestFloor = z.object({ rack: z.string(), value: figure, atLeast: z.boolean(), limit: figure })

const ports = z.object({
  offered: z.number(),
  wanted: z.number(),
  /** Null where some device's ports are not known. */
  free: figure,
  unknown: z.number(),
  /** Network devices, in how many racks. */
  devices: z.number(),
  racks: z.number(),
  /** Of a single rack: where they are. */
  where: z.array(
    z.object({
      path: z.string(),
      ports: figure.optional(),
      position: figure.optional(),
      face: z.enum(['front', 'rear']),
    }),
  ),
})

/** GET /api/capacity?place=… */
export const capacityAnswer = z.object({
  basis,
  places: z.array(
    z.looseObject({
      path: z.string(),
      kind: z.string(),
      racks: z.number(),
      space,
      floor: z.object({
        load: fullestFloor.optional(),
        point: fullestFloor.optional(),
        beyond: z.number(),
        unknown: z.number(),
      }),
      weight: z.object({ used: sum, limit: sum }),
      ports,
      power: z.looseObject({
        draws: sum,
        /** Watts that may still be drawn without any single loss overloading anything. */
        free: figure,
        full: full.optional(),
      }),
      binding: z.string(),
      stranded: z.object({ watts: figure, units: figure, cooling: figure.optional() }),
      /** What is reserved of what is taken, drawn and carried above; edits in the order of their days. */
      reserved: z
        .object({
          ...planned,
          /** Rack units that nothing else takes. */
          taken: z.number(),
          edits: z.array(
            z.object({ ...planned, id: z.string(), name: z.string(), from: z.string(), until: z.string().optional() }),
          ),
        })
        .optional(),
    }),
  ),
})
export type CapacityView = z.infer<typeof capacityAnswer>

/** GET /api/power-chain/<path> */
export const chainAnswer = z.object({
  basis,
  nodes: z.array(
    z.object({
      path: z.string(),
      watts: figure,
      atLeast: z.boolean(),
      now: use.optional(),
      /** Of a UPS on its battery what that gives, losses included: nothing above it does. */
      battery: figure.optional(),
      /** The most that it carries after any single loss. */
      worst: use.optional(),
      /** The loss that `worst` is of. */
      by: z.string().optional(),
      /** A of L1, L2, L3 and of the neutral (none in a delta; without harmonics), and how far the furthest line is from the mean. */
      phases: z
        .object({ amperes: z.array(figure).length(3), neutral: figure.optional(), imbalance: figure })
        .optional(),
    }),
  ),
})
export type ChainView = z.infer<typeof chainAnswer>

/** GET /api/place?units=…&watts=…: the first 200 places; `placed` says how many there are. */
export const placeAnswer = z.object({
  basis,
  fits: z.boolean(),
  /** No more of them could have a place, none a much better one; false where there are too many combinations to try them all. */
  isExact: z.boolean(),
  placed: z.number(),
  asked: z.number(),
  /** Racks that were looked at. */
  racks: z.number(),
  places: z.array(
    z.object({
      rack: z.string(),
      /** Its lowest rack unit. */
      position: z.number(),
      cords: z.array(z.object({ pdu: z.string(), bank: z.string().optional() })),
      /** What takes all of its cords away by its own loss, the nearest: the two are no redundancy. */
      restsOn: z.string().optional(),
      /** What it rests on that is fullest after any single loss, with it in place. */
      fullest: z.object({ path: z.string(), bank: z.string().optional(), use }).optional(),
      unitsLeft: z.number(),
      /** Watts; null where no unit is known to cool it. */
      coolingLeft: figure,
      /** Kilograms; null where nobody knows the limit, or what stands there. */
      weightLeft: figure,
      portsLeft: z.number(),
    }),
  ),
  refusals: z.array(z.object({ code: z.string(), reason: z.string(), racks: z.number(), example: z.string() })),
})
export type PlaceView = z.infer<typeof placeAnswer>
