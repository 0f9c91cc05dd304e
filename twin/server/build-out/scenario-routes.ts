import { newScenario } from '../../analysis/build-out/new-scenario.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { WorkMinutes } from '../../model/programme.ts'
import { scenarioRequest, scenariosAnswer, scenarioView } from '../../protocol/build-out.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { scenarioViewOf } from './build-out-view.ts'
import { bookOf, programmeOf, refusedDelays, written } from './programme-in-use.ts'

/** What somebody supposes, by name. */
export function scenarioRoutes({ parts }: ServerContext): readonly Route[] {
  const { clock, estate } = parts
  return [
    route({
      method: 'GET',
      path: '/api/build-out/scenarios',
      tag: 'build-out',
      summary: 'Scenarios: delays that somebody keeps by name, and whole programmes that are made up',
      role: 'viewer',
      answer: scenariosAnswer,
      problems: ['not-configured'],
      handle: async () => ({ scenarios: (await bookOf(parts).read()).scenarios.map(scenarioViewOf) }),
    }),
    route({
      method: 'POST',
      path: '/api/build-out/scenarios',
      tag: 'build-out',
      summary: 'Keep delays by name',
      description:
        'Delays in minutes of work of the calendar of each activity; less than nothing is faster. Refused as a whole where one of them cannot be.',
      role: 'operator',
      body: scenarioRequest,
      answer: scenarioView,
      problems: ['bad-request', 'conflict', 'not-configured', 'unprocessable', 'unavailable'],
      handle: async ({ body, who }) => {
        const by = who.name ?? body.by
        if (by === undefined)
          throw new ServerProblem('bad-request', 'body.by: say who supposes it, as nobody is signed in here.')
        const delays = body.delays.map(({ activity, minutes }) => ({ activity, minutes: minutes as WorkMinutes }))
        const wish = { ...body, by, made: todayAt(estate, undefined, clock()), delays }
        const scenario = await written(bookOf(parts), (book) =>
          book.saveScenario((known) => {
            const programme = programmeOf(known)
            const made = newScenario({ programme, scenarios: known.scenarios }, wish)
            if ('faults' in made) throw refusedDelays(made.faults, programme)
            if ('scenario' in made) return made.scenario
            throw new ServerProblem('conflict', `body.name: the scenario ${made.taken} has that name. Give another.`)
          }),
        )
        return scenarioViewOf(scenario)
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/build-out/scenarios/{id}',
      tag: 'build-out',
      summary: 'Remove a scenario of delays; whole programmes are files that people remove',
      parameter: 'the scenario’s id',
      role: 'operator',
      answer: scenarioView,
      problems: ['not-found', 'not-configured', 'unavailable'],
      handle: async ({ parameter }) => {
        const gone = await written(bookOf(parts), (book) => book.removeScenario(parameter))
        if (gone) return scenarioViewOf(gone)
        throw new ServerProblem('not-found', `There is no scenario of delays ${JSON.stringify(parameter)}.`)
      },
    }),
  ]
}
