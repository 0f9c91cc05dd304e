import { setImmediate as turn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { EstateAnswers } from '../analysis/answers/estate-answers.ts'
import { loadEstate } from '../estate/load-estate.ts'
import { servePlanner } from './worker-loop.ts'
import type { PlannerSettings } from './worker-messages.ts'

/** The program of the planner's thread. */
if (parentPort) {
  const { estateFolder } = workerData as PlannerSettings
  servePlanner(parentPort, async () => new EstateAnswers((await loadEstate(estateFolder)).estate, turn))
}
