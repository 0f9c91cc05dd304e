import { setImmediate as turn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { EstateAnswers } from '../analysis/answers/estate-answers.ts'
import { loadEstate } from '../estate/load-estate.ts'
import { PlannedFiles } from '../estate/planned/planned-files.ts'
import { programmePath } from '../estate/programme/load-programme.ts'
import { daysKept } from './day-planners.ts'
import { servePlanner } from './worker-loop.ts'
import type { PlannerSettings } from './worker-messages.ts'

/** The program of the planner's thread. */
if (parentPort) {
  const { estateFolder, programmeFile } = workerData as PlannerSettings
  const load = () => loadEstate(estateFolder)
  let today: ReturnType<typeof load> | undefined
  let planned: PlannedFiles | undefined
  let things = Number.POSITIVE_INFINITY
  servePlanner(
    parentPort,
    async () => {
      today = load()
      const { estate } = await today
      things = estate.extent
      return new EstateAnswers(estate, turn)
    },
    async (state) => {
      planned ??= new PlannedFiles(await (today ?? load()), programmePath(programmeFile, estateFolder))
      return new EstateAnswers((await planned.read(state.files)).at(state), turn)
    },
    () => daysKept(things),
  )
}
