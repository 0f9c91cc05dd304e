import { day, report, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { Programme } from '../../model/programme.ts'
import type { BuildOutView } from '../../protocol/build-out.ts'
import { buildOutView } from '../../server/build-out/build-out-view.ts'
import { type BuildOutQuestion, supposedProgramme } from '../../server/build-out/supposed-programme.ts'

/** What the server tells of a programme; of the small one, begun, where none is given. */
export function boardView(programme: Programme = begun(), question: BuildOutQuestion = {}): BuildOutView {
  const known = { programme, entries: [], scenarios: [], version: '1' }
  return { version: '1', ...buildOutView(known, supposedProgramme(known, question), question.scenario) }
}

/** The small programme on 2026-09-30: half of the building is done, two days behind. */
export function begun(): Programme {
  return smallProgramme({
    dataDate: day('2026-09-30'),
    isScenario: false,
    reports: [report('build', '2026-09-30', { started: day('2026-09-07'), done: 0.5 as never, cost: 150 })],
  })
}
