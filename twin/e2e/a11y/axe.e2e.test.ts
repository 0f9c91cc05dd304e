import { beforeAll, expect, it } from 'vitest'
import { axeViolations } from '../harness/axe-violations.ts'
import { comeToRest } from '../harness/come-to-rest.ts'
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
  '/cloud?view=plan',
  '/cloud/evisa?view=plan&sel=belgrade/hall-1/row-a/rack-01',
  '/build-out?view=plan&measure=money&compare=agreed,now',
  '/alarms',
  '/status',
  '/faults',
]

const WIDE = { width: 1280, height: 720 }
const TELEPHONE = { width: 390, height: 844 }

describeTwin('accessibility by axe', (the) => {
  beforeAll(() => {
    // Something to complain of, so that alarms are on the screens.
    the.twin.feed.hold('belgrade/hall-1/leak-1/state', 9)
    the.twin.feed.hold('belgrade/hall-1/row-a/rack-02/intake-top/temperature', 36)
  })

  it.each(PLACES)('%s breaks no rule of WCAG 2.2 AA, dark and light, 1280 and 390 wide', async (address) => {
    const { page } = await the.browser.open(the.twin.url + address, { reducedMotion: 'reduce' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('button', { name: /^Live/ }).waitFor()
    // What a place asks the server for comes in.
    await page.waitForLoadState('networkidle')
    const broken: string[] = []
    for (const viewport of [WIDE, TELEPHONE]) {
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        await comeToRest(page)
        for (const rule of await axeViolations(page)) broken.push(`${colorScheme}, ${viewport.width} wide: ${rule}`)
      }
    }
    expect(broken).toEqual([])
  })
})
