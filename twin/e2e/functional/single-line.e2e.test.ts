import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

const DIAGRAM = '/power/belgrade'

describeTwin('the single-line diagram', (the) => {
  it('has letters of at least 10 pixels at 1280 × 720, none over another and none cut by its picture', async () => {
    const { page, complaints } = await the.browser.open(the.twin.url + DIAGRAM, {
      viewport: { width: 1280, height: 720 },
    })
    await page.locator('.single-line-figures').filter({ hasText: 'at worst' }).first().waitFor()
    const found = await page.locator('.single-line-scroll svg').evaluate((svg) => {
      const texts = [...svg.querySelectorAll('text')].filter(({ textContent }) => textContent !== '')
      const frame = svg.getBoundingClientRect()
      const boxes = texts.map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
      const small = texts.filter((text) => Number.parseFloat(getComputedStyle(text).fontSize) < 10).length
      const cut = boxes
        .filter(({ box }) => box.right > frame.right || box.bottom > frame.bottom)
        .map(({ text }) => text)
      // Boxes of lines of text may touch; letters that overlap do so by more than a pixel.
      const over = boxes.flatMap(({ box, text }, place) =>
        boxes.slice(place + 1).flatMap((other) => {
          const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
          const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
          return wide > 1 && high > 2 ? [`${text} over ${other.text}`] : []
        }),
      )
      return { count: texts.length, small, cut, over }
    })
    expect(found.count).toBeGreaterThan(10)
    expect({ ...found, count: 0 }).toEqual({ count: 0, small: 0, cut: [], over: [] })
    expect(complaints()).toEqual([])
  })

  it('lets fail what is pressed, strikes it through, shows what the other side then carries, and is a link', async () => {
    const { page } = await the.browser.open(the.twin.url + DIAGRAM)
    await page.locator('.single-line-figures').filter({ hasText: 'at worst' }).first().waitFor()
    await page.locator('[data-key="belgrade/power/ups-a"]').click()
    await page.locator('[data-key="belgrade/power/ups-a"].is-lost').waitFor()
    expect(new URL(page.url()).searchParams.getAll('fail')).toEqual(['belgrade/power/ups-a'])
    await page.locator('[data-key="belgrade/power/ups-b"]').getByText(/^→/).waitFor()
    const row = page.getByRole('row').filter({ hasText: 'ups-a' })
    await row.getByRole('button', { name: 'Take back ups-a' }).click()
    await page.locator('.is-lost').waitFor({ state: 'detached' })
  })

  it('is walked by arrows, and lets fail by Enter what they stand on; what then rests on one side alone is marked', async () => {
    const { page } = await the.browser.open(the.twin.url + DIAGRAM)
    await page.locator('.single-line-figures').filter({ hasText: 'at worst' }).first().waitFor()
    await page.locator('.single-line-scroll svg').focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('.single-line-node.is-current').waitFor()
    const ups = page.locator('[data-key="belgrade/power/ups-a"]')
    for (let step = 0; step < 8 && !(await ups.getAttribute('class'))?.includes('is-current'); step++) {
      const current = await page.locator('.single-line-node.is-current').getAttribute('data-key')
      await page.keyboard.press(current?.includes('ups') ? 'ArrowUp' : 'ArrowRight')
    }
    await page.keyboard.press('Enter')
    await page.locator('[data-key="belgrade/power/ups-a"].is-lost').waitFor()
    await page.locator('[data-key="belgrade/power/ups-b"] .single-line-alone').waitFor()
    await page.getByText('Dotted square: devices that had more rest on it alone.').waitFor()
    await page
      .getByRole('row')
      .filter({ hasText: 'ups-b' })
      .getByText(/devices rest on it alone/)
      .waitFor()
  })

  it('unfolds what is folded, from the table by keyboard', async () => {
    const { page } = await the.browser.open(the.twin.url + DIAGRAM)
    const unfold = page.getByRole('button', { name: /^Unfold/ }).first()
    await unfold.focus()
    const before = await page.locator('[data-key]').count()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Fold all' }).waitFor()
    expect(await page.locator('[data-key]').count()).toBeGreaterThan(before)
    const names = await page.locator('.single-line-name').allTextContents()
    const strips = names.filter((name) => name.endsWith('pdu-a'))
    expect(strips).toContain('rack-02 / pdu-a')
    expect(strips).not.toContain('pdu-a')
  })

  it('is reached from the site and found by the search', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/sites/belgrade?view=table`)
    await page.getByRole('link', { name: 'Single-line diagram' }).click()
    await page.getByRole('heading', { level: 1, name: 'Power of Belgrade' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('power of')
    await page.getByRole('menuitem', { name: 'Power of Belgrade' }).waitFor()
  })
})
