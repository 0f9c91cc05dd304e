import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { stateCode } from '../../model/quantity.ts'
import { axeViolations } from '../harness/axe-violations.ts'
import { describeTwin } from '../harness/describe-twin.ts'

const HALL = 'belgrade/hall-1'
/** Where set, the pictures are kept there for people to look at. */
const PICTURES = process.env.OBLAK_PICTURES

describeTwin('alarms and maintenance by axe', (the) => {
  beforeAll(() => {
    the.twin.feed.hold(`${HALL}/crah-1/state`, stateCode('fault'))
    the.twin.feed.hold(`${HALL}/row-a/rack-02/intake-top/temperature`, 36)
    the.twin.feed.hold(`${HALL}/row-a/rack-02/intake-top/humidity`, 18)
  })

  for (const colorScheme of ['dark', 'light'] as const) {
    for (const viewport of [
      { width: 1280, height: 720 },
      { width: 390, height: 844 },
    ]) {
      it(`a folded alarm opened, the shelf and the maintenance dialog in the ${colorScheme} theme, ${viewport.width} wide`, async () => {
        const open = { colorScheme, viewport, reducedMotion: 'reduce', language: 'sr-Cyrl' } as const
        const { page } = await the.browser.open(`${the.twin.url}/alarms`, open)
        const keep = async (name: string) =>
          PICTURES && (await page.screenshot({ path: join(PICTURES, `${name}-${colorScheme}-${viewport.width}.png`) }))
        const row = page.getByRole('row').filter({ hasText: 'Расхладна јединица стоји' })
        await row.getByRole('button', { name: '1 последица' }).click()
        await page.getByText('Шта на томе почива: 1 просторија има мање хлађења').waitFor()
        await keep('axe-folded')
        expect(await axeViolations(page)).toEqual([])
        await row.getByRole('button', { name: 'Одложи' }).click()
        await page.getByRole('dialog').waitFor()
        await keep('axe-shelve')
        expect(await axeViolations(page)).toEqual([])
        await page.goto(`${the.twin.url}/sites/belgrade/power/ups-a`)
        await page.getByRole('button', { name: 'Радови…' }).click()
        await page.getByText(/^Сме, али без резерве/).waitFor()
        await keep('axe-maintenance')
        expect(await axeViolations(page)).toEqual([])
      })
    }
  }
})
