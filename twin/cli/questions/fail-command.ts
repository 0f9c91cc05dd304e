import { Failures } from '../../analysis/failover/failure.ts'
import { declaredLoads } from '../../analysis/power/declared-loads.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Estate } from '../../model/estate.ts'
import { askedOf, DECLARED, ESTATE_OPTION, type EstateQuestions } from './estate-questions.ts'
import { failureText } from './failure-text.ts'

/** `oblak fail`: what happens when things of the power chain fail. */
export function failCommand<E extends Estate>(questions: EstateQuestions<E>): Command {
  return {
    name: 'fail',
    summary:
      'what happens if these fail: what goes down, what is overloaded, what loses its redundancy, minutes of battery',
    arguments: [
      {
        name: '<path...>',
        description: 'what fails at the same time; a room or rack takes all that stands in it along',
      },
    ],
    options: [ESTATE_OPTION],
    examples: [
      'oblak fail kragujevac/power/ups-a1',
      'oblak fail kragujevac/power/utility-a kragujevac/power/generator-a1 --json',
    ],
    run: (call) => fail(call, questions),
  }
}

/** Answers 1 where something goes down, throttles or is overloaded. */
async function fail<E extends Estate>(call: CommandCall, questions: EstateQuestions<E>): Promise<ExitStatus> {
  const asked = await askedOf(call, [call.args[0] ?? []].flat(), questions)
  if (!asked) return 2
  const { estate, paths } = asked
  const graph = powerGraph(estate)
  const failure = new Failures(graph, declaredLoads(estate, graph)).of(paths)
  if (call.json) call.io.out(JSON.stringify({ estate: estate.name, loads: 'declared', ...failure }))
  else call.io.out(`${failureText(failure)}\n\n${DECLARED}`)
  const isWhole = [failure.atOnce, ...(failure.later ? [failure.later.answer] : [])].every(
    ({ down, overloads, throttled, trips }) => down.length + overloads.length + throttled.length + trips.length === 0,
  )
  return isWhole ? 0 : 1
}
