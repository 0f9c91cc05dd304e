import { z } from 'zod'
import {
  cloudAnswer,
  cloudPlanAnswer,
  cloudPlanRequest,
  cloudRackAnswer,
  cloudRacksAnswer,
  cloudServiceAnswer,
} from '../../protocol/cloud.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { notFound } from '../routes/not-found.ts'
import { answered } from '../routes/planned-answer.ts'
import type { ServerContext } from '../routes/server-context.ts'
import type { CloudPlane } from './cloud-plane.ts'

/** A plan of a thousand resources is some megabytes. */
const MOST_PLAN_BYTES = 8 * 2 ** 20
const revisionAnswer = z.object({ revision: z.number() })

/** What runs on the racks, and what a pending plan would change. */
export function cloudRoutes({ cloud, parts }: ServerContext): readonly Route[] {
  const { estate } = parts
  const plane = (): CloudPlane => {
    if (cloud) return cloud
    throw new ServerProblem('not-configured', 'This server was handed no catalogue of services.')
  }
  return [
    route({
      method: 'GET',
      path: '/api/cloud',
      tag: 'cloud',
      summary: 'The services of the state cloud at each site: copies, power, and what they survive',
      description:
        'Survival is told for the moment after a loss, before anything is started anew: by where pods are where a cluster is watched, else by the worst placement that the declared spread allows.',
      role: 'viewer',
      answer: cloudAnswer,
      problems: ['not-configured', 'unavailable'],
      handle: () => answered(plane().all()),
    }),
    route({
      method: 'GET',
      path: '/api/cloud/services/{name}',
      tag: 'cloud',
      summary: 'One service: its pods on their racks, and the feeds and UPS that these rest on',
      parameter: 'name of a service',
      role: 'viewer',
      answer: cloudServiceAnswer,
      problems: ['not-configured', 'not-found', 'unavailable'],
      handle: async ({ parameter }) => {
        const found = await answered(plane().service(parameter))
        if (found) return found
        throw new ServerProblem('not-found', `The catalogue has no service ${JSON.stringify(parameter)}.`)
      },
    }),
    route({
      method: 'GET',
      path: '/api/cloud/racks',
      tag: 'cloud',
      summary: 'Racks with pods: how many, and of which services',
      role: 'viewer',
      answer: cloudRacksAnswer,
      problems: ['not-configured', 'unavailable'],
      handle: () => answered(plane().racks()),
    }),
    route({
      method: 'GET',
      path: '/api/cloud/racks/{path}',
      tag: 'cloud',
      summary: 'The services on one rack, with the construct and the line that declare them',
      parameter: 'path of a rack',
      role: 'viewer',
      answer: cloudRackAnswer,
      problems: ['not-configured', 'not-found', 'unprocessable', 'unavailable'],
      handle: async ({ parameter }) => {
        const path = parameter.replace(/^\/+|\/+$/g, '')
        const thing = estate.find(path)
        if (!thing) throw new ServerProblem('not-found', notFound(estate, path))
        if (thing.kind !== 'rack') throw new ServerProblem('unprocessable', `${path} is no rack: ask of a rack.`)
        return answered(plane().rack(thing.path))
      },
    }),
    route({
      method: 'GET',
      path: '/api/cloud/plan',
      tag: 'cloud',
      summary: 'The pending plan: what the gate says before and after, and its changes as ghosts',
      description:
        'Where new copies go is the scheduler’s to say: racks are told as those that may take them, with the most that the spread rules allow.',
      role: 'viewer',
      answer: cloudPlanAnswer,
      problems: ['not-configured', 'unavailable'],
      handle: () => answered(plane().plan()),
    }),
    route({
      method: 'POST',
      path: '/api/cloud/plan',
      tag: 'cloud',
      summary: 'Shows a plan as pending, in the place of the one before; it changes nothing anywhere',
      role: 'operator',
      body: cloudPlanRequest,
      mostBytes: MOST_PLAN_BYTES,
      answer: revisionAnswer,
      problems: ['bad-request', 'not-configured', 'too-large'],
      handle: ({ body: { name, plan, site } }) => {
        plane().propose({ name, text: JSON.stringify(plan), site })
        return { revision: plane().revision }
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/cloud/plan',
      tag: 'cloud',
      summary: 'Shows no plan any more',
      role: 'operator',
      answer: revisionAnswer,
      problems: ['not-configured'],
      handle: () => {
        plane().withdraw()
        return { revision: plane().revision }
      },
    }),
  ]
}
