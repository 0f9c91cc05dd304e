import { expect, it } from 'vitest'
import { reserved } from '../../kit/testing/reserved.ts'
import { axeViolations } from '../harness/axe-violations.ts'
import { describeTwin } from '../harness/describe-twin.ts'

const HALL = '/sites/belgrade/hall-1'
const RACK = 'belgrade/hall-1/row-a/rack-03'

/**
 * The past of the twin under test: each of twelve rack PDUs draws a watt more every day, so that the hall grows by 84 W a week and nothing
 * runs out within five years by itself.
 */
describeTwin('when full', (the) => {
  it('is asked by opening the panel, comes into sight, and tells the growth and that nothing runs out', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}${HALL}`)
    const panel = page.locator('details.forecast')
    await panel.getByText('When full', { exact: true }).click()
    await panel.getByText('Of what can be foretold, nothing runs out within five years.').waitFor()
    await panel.getByRole('img').waitFor()
    // Taller than the place, it stands at its top and not below its edge.
    const top = async () =>
      ((await panel.boundingBox())?.y ?? Number.NaN) - ((await page.locator('.scope-place').boundingBox())?.y ?? 0)
    await expect.poll(top).toBeCloseTo(0, 0)
    const cooling = panel.getByRole('row').filter({ hasText: 'Cooling without the greatest unit' })
    await cooling.getByText(/84\.0\sW/).waitFor()
    await cooling.getByText('not within five years').waitFor()
    expect(complaints()).toEqual([])
  })

  it('is full on the day on which more comes than is left, by all three chances, and names what comes', async () => {
    const from = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10)
    // Written by hand: the server would refuse what power does not bear.
    const cords = ['pdu-a:8', 'pdu-b:8']
    const planned = reserved('r1', from, undefined, { rack: RACK, position: 30, watts: 95_000, cords })
    await the.twin.reservations.add(() => ({ ...planned, name: 'GPU cluster' }))
    try {
      const { page } = await the.browser.open(`${the.twin.url}${HALL}?view=table`)
      const panel = page.locator('details.forecast')
      await panel.getByText('When full', { exact: true }).click()
      await panel.getByText('Runs out first:').waitFor()
      const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(from))
      // Ten kilowatts of a hundred that can be cooled are drawn; 95 kW come.
      const cooling = panel.getByRole('row').filter({ hasText: 'Cooling without the greatest unit' })
      await expect.poll(() => cooling.getByRole('cell', { name: day, exact: true }).count()).toBe(3)
      await panel.getByText(/GPU cluster, \+95\.0\skW/).waitFor()
    } finally {
      await the.twin.reservations.cancel('r1')
    }
  })

  it('says of space, noted on too few days, how many are missing, and draws nothing', async () => {
    const { page } = await the.browser.open(`${the.twin.url}${HALL}?view=table`)
    const panel = page.locator('details.forecast')
    await panel.getByText('When full', { exact: true }).click()
    await panel.getByRole('radio', { name: 'Rack units' }).check()
    await panel.getByRole('progressbar', { name: 'Measured days of 56' }).waitFor()
    expect(await panel.getByRole('img').count()).toBe(0)
  })

  it('has the drawing as a table by month; on a telephone tables scroll by themselves and no cell is cut', async () => {
    const { page } = await the.browser.open(`${the.twin.url}${HALL}?view=table`, {
      viewport: { width: 390, height: 844 },
      language: 'sr-Cyrl',
    })
    const panel = page.locator('details.forecast')
    await panel.getByText('Када је пуно', { exact: true }).click()
    await panel.getByText('Исто по месецима', { exact: true }).click()
    await panel.getByRole('table', { name: /Исто по месецима/ }).waitFor()
    expect(await page.locator('#root').evaluate((frame) => frame.scrollWidth)).toBe(390)
    const cut = await panel
      .getByRole('cell')
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length)
    expect(cut).toBe(0)
  })

  for (const colorScheme of ['dark', 'light'] as const) {
    it(`opened breaks no rule of WCAG 2.2 AA in the ${colorScheme} theme`, async () => {
      const { page } = await the.browser.open(`${the.twin.url}${HALL}?view=table`, { colorScheme })
      const panel = page.locator('details.forecast')
      await panel.getByText('When full', { exact: true }).click()
      await panel.getByRole('img').waitFor()
      expect(await axeViolations(page)).toEqual([])
    })
  }
})
