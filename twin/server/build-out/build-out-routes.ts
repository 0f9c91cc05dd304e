import { z } from 'zod'
import { buildOutAnswer, buildOutRiskAnswer } from '../../protocol/build-out.ts'
import { listOf } from '../http/list-of.ts'
import { type Route, route } from '../http/route.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { progressRoutes } from './progress-routes.ts'
import { scenarioRoutes } from './scenario-routes.ts'

/** A second of a processor for a large programme. */
const MOST_RUNS = 10_000
/** More nobody overlooks. */
const MOST_DELAYS = 100
const name = z.string().min(1).max(200)

/** What a question of the build-out may suppose. */
export const buildOutQuery = z.object({
  scenario: name.optional().describe('id of a scenario; the programme itself where absent'),
  baseline: name.optional().describe('to measure by; the last one of the programme where absent'),
  delay: listOf(name, MOST_DELAYS)
    .optional()
    .describe(
      'supposed work on top of an activity, by its calendar: shell:6w, shell:10d, shell:-16h, shell:4800 (minutes); repeat for more',
    ),
  outOfSequence: z
    .enum(['retained-logic', 'progress-override'])
    .optional()
    .describe('what began before its time waits for what it hangs on (retained-logic), or goes on at once'),
})

/** What is built when: the arithmetic of `oblak build-out`. */
export function buildOutRoutes(context: ServerContext): readonly Route[] {
  const { buildOut } = context
  return [
    route({
      method: 'GET',
      path: '/api/build-out',
      tag: 'build-out',
      summary:
        'The programme: dates, float, progress, milestones, what is ready when, and how that stands against a baseline',
      description:
        'Every supposition is part of the question, so that a what-if is a link: `?delay=block-40-transformers:6w`. Days that move through it stand in `moved`.',
      role: 'viewer',
      query: buildOutQuery,
      answer: buildOutAnswer,
      problems: ['bad-request', 'not-found', 'not-configured', 'unprocessable', 'unavailable'],
      handle: ({ query, signal }) => buildOut.view(query, signal),
    }),
    route({
      method: 'GET',
      path: '/api/build-out/risk',
      tag: 'build-out',
      summary:
        'How sure the dates are: the days that half and four of five runs keep, and what moves the last day most',
      description:
        'Work that is left is drawn between its estimates, each for itself; a shared risk is drawn once in a run and strikes all of its activities together, or none. The same seed gives the same answer.',
      role: 'viewer',
      query: buildOutQuery.extend({
        runs: z.coerce.number().int().min(1).max(MOST_RUNS).default(2_000).describe('of the programme'),
        seed: z.coerce
          .number()
          .int()
          .min(0)
          .max(2 ** 31)
          .default(1)
          .describe('of what is drawn'),
      }),
      answer: buildOutRiskAnswer,
      problems: ['bad-request', 'not-found', 'not-configured', 'unprocessable', 'unavailable'],
      handle: ({ query, signal }) => buildOut.risk(query, signal),
    }),
    ...progressRoutes(context),
    ...scenarioRoutes(context),
  ]
}
