import type { AdviceRule } from '../../analysis/alarms/advice.ts'
import type { AlarmPlane } from '../alarms/alarm-plane.ts'
import type { BuildOutAnswers } from '../build-out/build-out-answers.ts'
import type { CloudPlane } from '../cloud/cloud-plane.ts'
import type { ThermalMemory } from '../cooling/thermal-memory.ts'
import type { DatedEstates } from '../dated/dated-estates.ts'
import type { SpaceLog } from '../forecast/space-log.ts'
import type { LiveHub } from '../live/live-hub.ts'
import type { ServerParts } from '../server-parts.ts'
import type { PlannedFigures } from '../values/planned-figures.ts'
import type { SpaceUse } from '../values/space-use.ts'
import type { ValuePlane } from '../values/value-plane.ts'

/** What the routes answer from. */
export interface ServerContext {
  readonly parts: ServerParts
  readonly values: ValuePlane
  readonly alarms: AlarmPlane
  readonly advice: readonly AdviceRule[]
  readonly hub: LiveHub
  readonly spaceUse: SpaceUse
  /** What space was taken on the days before. */
  readonly space: SpaceLog
  readonly planned: PlannedFigures
  /** The estate of other days. */
  readonly dated: DatedEstates
  /** What is built when. */
  readonly buildOut: BuildOutAnswers
  /** What was fitted to the rooms' own records. */
  readonly thermals: ThermalMemory
  /** Absent where the server was handed no cloud. */
  readonly cloud: CloudPlane | undefined
  /** Monotonic, in seconds. */
  uptime(): number
}
