import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

/** CSS pixels between the margins of 12 mm of an A4 page, 96 an inch. */
const A4_WIDTH = Math.floor(((210 - 2 * 12) / 25.4) * 96)

describeTwin('the monthly report on paper', (the) => {
  it.each(['sr', 'sr-Latn', 'en'])('is no wider than A4 in %s: nothing is cut', async (language) => {
    const { page } = await the.browser.open(`${the.twin.url}/api/report.html?language=${language}`, {
      viewport: { width: A4_WIDTH, height: 1000 },
    })
    await page.emulateMedia({ media: 'print' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    const wide = await page.evaluate(
      (most) =>
        [...document.querySelectorAll('table, svg, p')]
          .map((part) => Math.ceil(part.getBoundingClientRect().right))
          .filter((right) => right > most),
      A4_WIDTH,
    )
    expect(wide).toEqual([])
  })

  it('names halls by their names in the language of the report', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/api/report.html?language=sr`)
    await page.getByRole('cell', { name: 'хлађење: Сала 1' }).first().waitFor()
  })
})
