import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
]
const PLACES = {
  cloud: '/',
  hall: '/sites/belgrade/hall-1?view=plan&mode=temperature&sel=belgrade/hall-1/row-a/rack-02',
  rack: '/sites/belgrade/hall-1/row-a/rack-02',
  whatIf: '/sites/belgrade/hall-1?view=plan&fail=belgrade/power/ups-a&fail=belgrade/power/ups-b',
  power: '/power/belgrade?fail=belgrade/power/ups-a',
  alarms: '/alarms',
  status: '/status',
}
/** Where set, the pictures are kept there for people to look at. */
const PICTURES = process.env.OBLAK_PICTURES

describeTwin('the screens at their sizes', (the) => {
  beforeAll(async () => {
    if (PICTURES) await mkdir(PICTURES, { recursive: true })
  })

  for (const viewport of SIZES) {
    it.each(Object.entries(PLACES))(
      `%s at ${viewport.width} × ${viewport.height} fits its width, in the longest language`,
      async (name, address) => {
        const { page } = await the.browser.open(the.twin.url + address, {
          viewport,
          language: 'sr-Cyrl',
          colorScheme: 'dark',
          reducedMotion: 'reduce',
        })
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForTimeout(700)
        if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}-${viewport.width}.png`) })
        const overflow = await page.evaluate(() => {
          const wide = document.querySelectorAll<HTMLElement>('#root, .top-bar, .place, .panel-scroll')
          return [...wide]
            .filter((element) => element.scrollWidth > element.clientWidth + 1)
            .map((element) => element.className || element.tagName)
        })
        expect(overflow).toEqual([])
      },
    )
  }

  it.each(SIZES)(
    'keep the tools of a picture clear of the plan and of the scale at $width × $height',
    async (viewport) => {
      const hall = `${the.twin.url}/sites/belgrade/hall-1`
      const { page } = await the.browser.open(`${hall}?view=plan`, { viewport, language: 'sr-Cyrl' })
      const boxOf = async (selector: string) => {
        const box = await page.locator(selector).boundingBox()
        if (!box) throw new Error(`nothing is drawn at ${selector}`)
        return box
      }
      const plan = await boxOf('.plan-drawing')
      expect(plan.y + plan.height).toBeLessThanOrEqual((await boxOf('.plan-tools')).y)
      await page.goto(hall)
      const scale = page.locator('.scene-scale[aria-label]')
      await scale.waitFor({ timeout: 30_000 })
      const place = await boxOf('.scene-scale')
      for (const tool of await page.locator('.scene-tools > *').all()) {
        const box = await tool.boundingBox()
        if (!box) continue
        const beside = box.x + box.width <= place.x || box.x >= place.x + place.width
        const aboveOrBelow = box.y + box.height <= place.y || box.y >= place.y + place.height
        expect(beside || aboveOrBelow, `${await tool.textContent()} and the scale`).toBe(true)
      }
    },
  )

  it('have no target under 24 by 24 pixels on a telephone', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=plan`, {
      viewport: { width: 390, height: 844 },
    })
    await page.getByRole('heading', { level: 1 }).waitFor()
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, select, input')]
        .filter((element) => element.checkVisibility())
        .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ text, box }) => `${text} ${box.width}×${box.height}`),
    )
    expect(small).toEqual([])
  })
})
