import { z } from 'zod'
import {
  cloudAnswer,
  cloudPlanAnswer,
  cloudPlanRequest,
  cloudRackAnswer,
  cloudRacksAnswer,
  cloudServiceAnswer,
} from '../../protocol/cloud.ts'
import { dayText } from '../../protocol/reservations.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { notFound } from '../routes/not-found.ts'
import { answered } from '../routes/planned-answer.ts'
import type { ServerContext } from '../routes/server-context.ts'
import type { CloudPlane } from './cloud-plane.ts'
import type { OtherDay } from './dated-cloud.ts'

/** A plan of a thousand resources is some megabytes. */
const MOST_PLAN_BYTES = 8 * 2 ** 20
const query = z.object({
  at: dayText
    .optional()
    .describe(
      'a day: of one to come, what is declared for the racks of its estate, without pods; a past one is not recorded; as it is now where absent',
    ),
})
const revisionAnswer = z.object({ revision: z.number() })

/** What runs on the racks, and what a pending plan would change. */
export function cloudRoutes({ cloud, dated }: ServerContext): readonly Route[] {
  const plane = (): CloudPlane => {
    if (cloud) return cloud
    throw new ServerProblem('not-configured', 'This server was handed no catalogue of services.')
  }
  /** The estate of that day, and the day where it is not today. */
  const on = async (at: string | undefined) => {
    const { estate, state, when } = await dated.on(at)
    const other: OtherDay | undefined =
      at === undefined || when === 'now' ? undefined : { day: at, isPast: when === 'past', state }
    return { estate, other }
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
      query,
      answer: cloudAnswer,
      problems: ['bad-request', 'not-configured', 'unavailable'],
      handle: async ({ query: { at } }) => {
        const { days } = plane()
        const { other } = await on(at)
        return answered(other ? days.all(other) : plane().all())
      },
    }),
    route({
      method: 'GET',
      path: '/api/cloud/services/{name}',
      tag: 'cloud',
      summary: 'One service: its pods on their racks, and the feeds and UPS that these rest on',
      parameter: 'name of a service',
      role: 'viewer',
      query,
      answer: cloudServiceAnswer,
      problems: ['bad-request', 'not-configured', 'not-found', 'unprocessable', 'unavailable'],
      handle: async ({ parameter, query: { at } }) => {
        const { days } = plane()
        const { other } = await on(at)
        if (other?.isPast)
          throw new ServerProblem(
            'unprocessable',
            `What ran on ${other.day} is not recorded: ask of today or of a day to come.`,
          )
        const found = await answered(other ? days.service(parameter, other) : plane().service(parameter))
        if (found) return found
        throw new ServerProblem('not-found', `The catalogue has no service ${JSON.stringify(parameter)}.`)
      },
    }),
    route({
      method: 'GET',
      path: '/api/cloud/racks',
      tag: 'cloud',
      summary: 'Racks with pods: how many, and of which services; of a day to come the racks that may take copies',
      role: 'viewer',
      query,
      answer: cloudRacksAnswer,
      problems: ['bad-request', 'not-configured', 'unavailable'],
      handle: async ({ query: { at } }) => {
        const { days } = plane()
        const { other } = await on(at)
        return answered(other ? days.racks(other) : plane().racks())
      },
    }),
    route({
      method: 'GET',
      path: '/api/cloud/racks/{path}',
      tag: 'cloud',
      summary: 'The services on one rack, with the construct and the line that declare them',
      parameter: 'path of a rack',
      role: 'viewer',
      query,
      answer: cloudRackAnswer,
      problems: ['bad-request', 'not-configured', 'not-found', 'unprocessable', 'unavailable'],
      handle: async ({ parameter, query: { at } }) => {
        const { days } = plane()
        const { estate, other } = await on(at)
        const path = parameter.replace(/^\/+|\/+$/g, '')
        const thing = estate.find(path)
        if (!thing) throw new ServerProblem('not-found', notFound(estate, path, at))
        if (thing.kind !== 'rack') throw new ServerProblem('unprocessable', `${path} is no rack: ask of a rack.`)
        return answered(other ? days.rack(thing.path, other) : plane().rack(thing.path))
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
