import { expect, it } from 'vitest'
import { axeViolations } from '../harness/axe-violations.ts'
import { describeTwin } from '../harness/describe-twin.ts'

const HALL = '/sites/belgrade/hall-1?view=plan'

describeTwin('the cooling of a hall', (the) => {
  it('opens below the table with indices, N+1, time in the ranges of its class and time without cooling', async () => {
    const { page, complaints } = await the.browser.open(the.twin.url + HALL)
    await page.locator('.cooling > summary').click()
    const now = page.getByRole('region', { name: 'Air now' })
    // 18 intakes of six racks, all between 18 and 27 °C.
    await now.getByText('Measured: 18 intakes, probes in 6 of 6 racks.').waitFor()
    expect(await now.getByText('100 % · good').count()).toBe(2)
    const zone = page.getByRole('row').filter({ hasText: 'Hall 1, air' })
    expect(await zone.innerText()).toMatch(/100\s*kW.*holds/s)
    await page.getByRole('region', { name: 'Time in the ranges of class A2' }).waitFor()
    await page.getByText('assumed by its size').waitFor()
    expect(await page.getByRole('row').filter({ hasText: 'crah-1' }).count()).toBeGreaterThan(0)
    expect(complaints()).toEqual([])
  })

  it('says that no probe reports instead of an index', async () => {
    const { page } = await the.browser.open(the.twin.url + HALL, { language: 'sr-Cyrl' })
    await page.route('**/api/cooling/**', async (route) => {
      const answer = await (await route.fetch()).json()
      const none = {
        intakes: 0,
        intake: null,
        rciHigh: null,
        rciLow: null,
        states: {},
        rti: null,
        shi: null,
        rhi: null,
      }
      await route.fulfill({ json: { ...answer, now: { ...answer.now, ...none } } })
    })
    await page.locator('.cooling > summary').click()
    await page.getByText('Ниједна сонда на улазу ваздуха не јавља').waitFor()
    expect(await page.getByText('добро').count()).toBe(0)
    expect(await page.getByRole('region', { name: 'Ваздух сада' }).getByText('није мерено').count()).toBe(5)
  })

  it.each(['dark', 'light'] as const)('opened breaks no rule of WCAG 2.2 AA in the %s theme', async (colorScheme) => {
    const { page } = await the.browser.open(the.twin.url + HALL, { colorScheme, reducedMotion: 'reduce' })
    await page.locator('.cooling > summary').click()
    await page.getByRole('region', { name: 'Units' }).waitFor()
    expect(await axeViolations(page)).toEqual([])
  })
})
