import { EstateAnswers } from '../../analysis/answers/estate-answers.ts'
import type { DatedPlanner } from '../../analysis/answers/planner.ts'
import { EstateAt } from '../../analysis/build-out/estate-at.ts'
import type { EstateState } from '../../analysis/build-out/estate-state.ts'
import type { Estate } from '../../model/estate.ts'
import type { PlannedSource } from '../../server/server-parts.ts'
import { smallEstate } from '../../server/testing/small-estate.ts'

/** The row and its feeds come with the annex of the practice programme. */
const WHOLE = {
  estate: smallEstate(3),
  brings: new Map([
    [
      'planned/row-c.yaml',
      [
        'belgrade/hall-1/row-c',
        ...[1, 2, 3].flatMap((n) => ['a', 'b'].map((side) => `belgrade/power/feed-2-${n}-${side}`)),
      ],
    ],
  ]),
}
const at = (state: EstateState) => new EstateAt(WHOLE, state, state.key)

/** What the small estate gets: a third row. */
export const plannedRow: PlannedSource = { read: async () => ({ at }) }

/** Plans that estate, today's and that of any day. */
export function rowPlanner(estate: Estate): DatedPlanner {
  return Object.assign(new EstateAnswers(estate), { on: (state: EstateState) => new EstateAnswers(at(state)) })
}
