import type { EpochMs } from '../../../twin/model/units.ts'
import type { DeviceReading } from '../../driver.ts'
import { decodeLine, LineError } from './decode-line.ts'
import type { LineFault, LineLimits } from './line.ts'
import type { LineReadings } from './line-readings.ts'
import { splitLines } from './split-lines.ts'

/** What a body says. */
export interface BodyReading {
  readonly readings: readonly DeviceReading[]
  /** Lines that are well formed, those too that no rule fits. */
  readonly good: number
  readonly bad: number
  /** The first that is no line. */
  readonly fault?: LineFault
}

/** After so many lines others have their turn: the thread also polls. */
const LINES_A_TURN = 500

/** Never throws for what the body holds. */
export async function readBody(
  text: string,
  rules: LineReadings,
  nanoseconds: bigint,
  arrived: EpochMs,
  limits: LineLimits,
): Promise<BodyReading> {
  const readings: DeviceReading[] = []
  let good = 0
  let bad = 0
  let fault: LineFault | undefined
  for (const line of splitLines(text)) {
    if ((good + bad) % LINES_A_TURN === LINES_A_TURN - 1) await new Promise((resolve) => setImmediate(resolve))
    try {
      if (line.length > limits.maxLine) throw new LineError(`line longer than ${limits.maxLine} characters`)
      readings.push(...rules.of(decodeLine(line, limits), nanoseconds, arrived))
      good++
    } catch (error) {
      if (!(error instanceof LineError)) throw error
      bad++
      fault ??= { text: line.slice(0, 120), reason: error.message }
    }
  }
  return { readings, good, bad, ...(fault ? { fault } : {}) }
}
