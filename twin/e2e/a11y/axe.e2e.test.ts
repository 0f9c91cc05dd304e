import { beforeAll, expect, it } from 'vitest'
import { axeViolations } from '../harness/axe-violations.ts'
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

describeTwin('accessibility by axe', (the) => {
  beforeAll(() => {
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
          expect(await axeViolations(page)).toEqual([])
          await page.context().close()
        },
      )
    }
  }
})
