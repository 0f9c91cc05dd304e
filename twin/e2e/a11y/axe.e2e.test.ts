import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import { beforeAll, expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

const PLACES = [
  '/',
  '/sites/belgrade?view=plan',
  '/sites/belgrade/hall-1?view=plan&mode=temperature&sel=belgrade/hall-1/row-a/rack-02',
  '/sites/belgrade/hall-1?view=table',
  '/sites/belgrade/hall-1',
  '/sites/belgrade/hall-1?view=plan&fit=belgrade/hall-1&count=3&units=2&watts=300',
  '/sites/belgrade/hall-1/row-a/rack-02',
  '/sites/belgrade/hall-1?view=table&fail=belgrade/power/ups-a',
  '/power/belgrade',
  '/power/belgrade?fail=belgrade/power/ups-a',
  '/alarms',
  '/status',
  '/faults',
]

/** Success criteria of WCAG 2.2, levels A and AA. */
const OPTIONS: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }

describeTwin('accessibility by axe', (the) => {
  let axe: string
  beforeAll(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    // Something to complain of, so that alarms are on the screens.
    the.twin.feed.hold('belgrade/hall-1/leak-1/state', 9)
    the.twin.feed.hold('belgrade/hall-1/row-a/rack-02/intake-top/temperature', 36)
  })

  for (const colorScheme of ['dark', 'light'] as const) {
    for (const viewport of [
      { width: 1280, height: 720 },
      { width: 390, height: 844 },
    ]) {
      it.each(PLACES)(
        `%s in the ${colorScheme} theme, ${viewport.width} wide, breaks no rule of WCAG 2.2 AA`,
        async (address) => {
          const { page } = await the.browser.open(the.twin.url + address, {
            colorScheme,
            viewport,
            reducedMotion: 'reduce',
          })
          await page.getByRole('heading', { level: 1 }).waitFor()
          await page.getByRole('button', { name: /^Live/ }).waitFor()
          await page.waitForTimeout(500)
          // Run in the page by the debugger, which the content security policy lets pass.
          await page.evaluate(axe)
          const { violations } = (await page.evaluate(
            (options) =>
              (globalThis as unknown as { axe: { run(options: unknown): Promise<unknown> } }).axe.run(options),
            OPTIONS,
          )) as AxeResults
          expect(
            violations.map(
              ({ id, nodes }) =>
                `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`,
            ),
          ).toEqual([])
          await page.context().close()
        },
      )
    }
  }
})
