import { z } from 'zod'
import { FAULTS, type FaultControl, type FaultName } from '../../model/fault-control.ts'
import { faultRequest, faultsAnswer } from '../../protocol/rest.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { ServerContext } from './server-context.ts'

const activeFault = faultsAnswer.shape.active.element

/** Faults of the simulated rooms; 404 where real equipment is read. */
export function simulatorRoutes({ parts }: ServerContext): readonly Route[] {
  const control = (): FaultControl => {
    if (parts.faults) return parts.faults
    throw new ServerProblem('no-simulator', 'Real equipment is read here: faults can only be made in the simulator.')
  }
  const path = '/api/simulator/faults'
  return [
    route({
      method: 'GET',
      path,
      tag: 'simulator',
      summary: 'The faults that the simulator knows, and those that are in force',
      role: 'viewer',
      answer: faultsAnswer,
      problems: ['no-simulator'],
      handle: async () => ({ known: [...FAULTS], active: (await control().active()).map((fault) => ({ ...fault })) }),
    }),
    route({
      method: 'POST',
      path,
      tag: 'simulator',
      summary: 'Makes a fault',
      role: 'operator',
      body: faultRequest,
      answer: activeFault,
      problems: ['bad-request', 'no-simulator', 'not-found', 'unprocessable'],
      handle: async ({ body }) => {
        const faults = control()
        const name = FAULTS.find((known): known is FaultName => known === body.name)
        if (!name) {
          throw new ServerProblem(
            'bad-request',
            `body.name: no fault ${JSON.stringify(body.name)}; there are ${FAULTS.join(', ')}.`,
          )
        }
        const thing = parts.estate.find(body.path)
        if (!thing)
          throw new ServerProblem('not-found', `body.path: the estate has nothing at ${JSON.stringify(body.path)}.`)
        try {
          return { ...(await faults.inject(name, thing.path)) }
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error)
          throw new ServerProblem('unprocessable', reason, { cause: error })
        }
      },
    }),
    route({
      method: 'DELETE',
      path: `${path}/{id}`,
      tag: 'simulator',
      summary: 'Ends a fault',
      parameter: 'the fault’s id',
      role: 'operator',
      answer: z.object({ cleared: z.string() }),
      problems: ['no-simulator', 'not-found'],
      handle: async ({ parameter }) => {
        const faults = control()
        const known = (await faults.active()).some(({ id }) => id === parameter)
        if (!known) throw new ServerProblem('not-found', `No fault ${JSON.stringify(parameter)} is in force.`)
        await faults.clear(parameter)
        return { cleared: parameter }
      },
    }),
  ]
}
