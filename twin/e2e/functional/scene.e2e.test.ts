import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

/** Metres that a pixel is long, as the scale in the picture says. */
async function metresPerPixel(page: Page): Promise<number> {
  const scale = page.getByRole('img', { name: /^Scale: / })
  const metres = Number((await scale.getAttribute('aria-label'))?.match(/^Scale: ([\d.]+)\sm$/)?.[1])
  const bar = await scale.locator('.scene-scale-bar').boundingBox()
  return metres / (bar?.width ?? 0)
}

describeTwin('the picture in three dimensions', (the) => {
  const open = async () => {
    const address = `${the.twin.url}/sites/belgrade/hall-1?view=3d&mode=temperature`
    const { page } = await the.browser.open(address, { reducedMotion: 'reduce' })
    await page.getByRole('img', { name: /^Scale: / }).waitFor()
    await page.locator('.scope-fill[data-ready=true] canvas').waitFor({ timeout: 30_000 })
    return page
  }
  const press = (page: Page, name: string) => page.getByRole('toolbar').getByRole('button', { name }).click()

  it('has a scale that follows the buttons: a step nearer, a pixel is three quarters of what it was', async () => {
    const page = await open()
    const before = await metresPerPixel(page)
    await press(page, 'Nearer')
    await expect.poll(async () => (await metresPerPixel(page)) / before).toBeCloseTo(0.75, 1)
  })

  it('looks from as far as before after a nearer look at the plan', async () => {
    const page = await open()
    const before = await metresPerPixel(page)
    await press(page, 'Plan')
    for (let step = 0; step < 3; step++) await press(page, 'Nearer')
    await expect.poll(async () => (await metresPerPixel(page)) / before).toBeLessThan(0.8)
    await press(page, 'Overview')
    await expect.poll(async () => (await metresPerPixel(page)) / before).toBeCloseTo(1, 1)
  })

  it('names every fifth tile along the edges of a hall', async () => {
    const page = await open()
    await press(page, 'Plan')
    for (const name of [/^E$/, /^10$/]) {
      await page.locator('.scene-label:not([hidden])', { hasText: name }).first().waitFor({ timeout: 10_000 })
    }
  })

  it('shades a campus by the sun of an hour that stands in the address, on the same canvas', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/sites/belgrade`, { reducedMotion: 'reduce' })
    const canvas = page.locator('.scope-fill[data-ready=true] canvas')
    await canvas.waitFor({ timeout: 30_000 })
    await canvas.evaluate((element) => element.setAttribute('data-same', 'yes'))
    await page.getByRole('button', { name: 'Sun', exact: true }).click()
    await page.getByRole('button', { name: 'An hour later' }).click()
    await expect.poll(() => page.url()).toContain('sun=16:00')
    await page.getByRole('slider', { name: 'Hour of the sun' }).press('ArrowLeft')
    await expect.poll(() => page.url()).toContain('sun=15:45')
    expect(await canvas.getAttribute('data-same')).toBe('yes')
    await page.getByRole('button', { name: 'Sun', exact: true }).click()
    await expect.poll(() => page.url()).not.toContain('sun=')
  })
})
