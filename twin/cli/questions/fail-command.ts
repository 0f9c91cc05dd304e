import { resolve } from 'node:path'
import { Failures } from '../../analysis/failover/failure.ts'
import { declaredLoads } from '../../analysis/power/declared-loads.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Estate } from '../../model/estate.ts'
import { failureText } from './failure-text.ts'

/** What the command needs of the estate's loader. */
interface EstateQuestions<E extends Estate> {
  loadEstate(folder: string | undefined): Promise<{ readonly estate: E }>
  /** The existing path nearest to one that is none. */
  nearestPath(estate: E, path: string): string | undefined
}

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
    options: [{ flags: '--estate <dir>', description: 'folder of estate files (default: the shipped estate)' }],
    examples: [
      'oblak fail kragujevac/power/ups-a1',
      'oblak fail kragujevac/power/utility-a kragujevac/power/generator-a1 --json',
    ],
    run: (call) => fail(call, questions),
  }
}

/** Answers 1 where something goes down, throttles or is overloaded. */
async function fail<E extends Estate>(
  { args, options, json, io }: CommandCall,
  questions: EstateQuestions<E>,
): Promise<ExitStatus> {
  const folder = typeof options.estate === 'string' ? resolve(io.workingFolder, options.estate) : undefined
  const { estate } = await questions.loadEstate(folder)
  const paths = [args[0] ?? []].flat().map((path) => path.replace(/^\/+|\/+$/g, ''))
  const wrong = paths.filter((path) => estate.find(path) === undefined)
  for (const path of wrong) {
    const near = questions.nearestPath(estate, path)
    io.message(`oblak: there is no ${path} in ${estate.name}.${near === undefined ? '' : ` The nearest is ${near}.`}`)
  }
  if (wrong.length > 0) return 2
  const graph = powerGraph(estate)
  const failure = new Failures(graph, declaredLoads(estate, graph)).of(paths)
  if (json) io.out(JSON.stringify({ estate: estate.name, loads: 'declared', ...failure }))
  else
    io.out(
      `${failureText(failure)}\n\nLoads are what the estate declares (usual draw, else nameplate): nothing here is measured.`,
    )
  const isWhole = [failure.atOnce, ...(failure.later ? [failure.later.answer] : [])].every(
    ({ down, overloads, throttled, trips }) => down.length + overloads.length + throttled.length + trips.length === 0,
  )
  return isWhole ? 0 : 1
}
