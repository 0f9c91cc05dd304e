import { chromium } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeWith, findPart } from '../../kit/testing/real-part.ts'
import { crowdedBoard, smallBoard } from '../testing/board-data.ts'
import type { BoardData } from './board-data.ts'
import { boardHtml } from './board-html.ts'
import { boardLanguage } from './board-language.ts'

const LONG = 'A name that is as long as anybody would ever write one, and then somewhat longer'

/** Pages of the PDF that a browser makes of the report, and how far below the last line of each sheet its foot is, in pixels. */
async function printed(reports: readonly (readonly [BoardData, 'en' | 'sr' | 'sr-Latn'])[]) {
  const browser = await chromium.launch({ executablePath: findPart('chromium') ?? 'chromium', args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await page.emulateMedia({ media: 'print' })
    const found: { readonly pages: number; readonly rooms: readonly number[] }[] = []
    for (const [data, language] of reports) {
      await page.setContent(boardHtml(data, boardLanguage(language)))
      const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
      const rooms = await page.evaluate(() =>
        [...document.querySelectorAll('.sheet')].map((sheet) => {
          const foot = sheet.querySelector('footer')?.getBoundingClientRect().top ?? 0
          return (
            foot - Math.max(...[...sheet.querySelectorAll('section')].map((one) => one.getBoundingClientRect().bottom))
          )
        }),
      )
      found.push({ pages: pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0, rooms })
    }
    return found
  } finally {
    await browser.close()
  }
}

describeWith(['chromium'], 'the report for the board on paper', () => {
  test('is two pages of A4 with nothing cut off, of a small programme and of one that has too much of everything, in each script', async () => {
    const reports = [
      [smallBoard(), 'en'],
      [crowdedBoard(LONG), 'en'],
      [crowdedBoard(LONG), 'sr'],
      [crowdedBoard(LONG), 'sr-Latn'],
    ] as const
    for (const { pages, rooms } of await printed(reports)) {
      expect(pages).toBe(2)
      expect(rooms).toHaveLength(2)
      for (const room of rooms) expect(room).toBeGreaterThan(0)
    }
  }, 60_000)
})
