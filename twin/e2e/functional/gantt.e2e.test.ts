import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { BuildOutView } from '../../protocol/build-out.ts'
import { madeUpProgramme } from '../../web/features/gantt/testing/made-up-view.ts'
import { answerBuildOut } from '../harness/answer-build-out.ts'
import { axeViolations } from '../harness/axe-violations.ts'
import type { OpenOptions } from '../harness/browser.ts'
import { describeTwin } from '../harness/describe-twin.ts'

describeTwin('the Gantt chart', (the) => {
  /** The place with a programme made for the chart, as it opens. */
  async function openedAtPresent(view: BuildOutView, options: OpenOptions = {}) {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/status`, { ...options })
    await answerBuildOut(page, view)
    await page.goto(`${the.twin.url}/build-out?view=table`)
    const chart = page.getByRole('treegrid')
    await chart.getByRole('row').nth(1).waitFor()
    await chart.scrollIntoViewIfNeeded()
    return { page, chart, complaints }
  }
  /** The same, scrolled up to its first rows. */
  async function open(view: BuildOutView, options: OpenOptions = {}) {
    const opened = await openedAtPresent(view, options)
    await toTop(opened.page)
    return opened
  }
  const focused = (page: Page) =>
    page.evaluate(() => {
      const row = document.activeElement
      return row instanceof HTMLTableRowElement ? { key: row.dataset.key, index: Number(row.ariaRowIndex) } : undefined
    })

  it('opens where work stands and is walked by keys: the focus is seen, and stays with its row while others are scrolled', async () => {
    const view = madeUpProgramme(1_000)
    const begun = view.activities.find(({ finished, started }) => started !== null && finished === null)?.id
    const { page, chart, complaints } = await openedAtPresent(view)
    const atPresent = chart.locator(`[data-key="a:${begun}"]`)
    await expect.poll(() => atPresent.getAttribute('tabindex')).toBe('0')
    await atPresent.focus()
    expect(await seen(page)).toBe(true)
    await toTop(page)
    // 1,000 activities in 40 packages, and the head.
    expect(await chart.getAttribute('aria-rowcount')).toBe('1041')
    expect(await chart.getByRole('row').count()).toBeLessThan(80)
    await chart
      .getByRole('row')
      .nth(1)
      .click({ position: { x: 80, y: 14 } })
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toEqual({ key: 'a:a1', index: 3 })
    await expect.poll(() => new URL(page.url()).search).toContain('a1')
    await page.keyboard.press('End')
    expect(await focused(page)).toEqual({ key: 'a:a1000', index: 1_041 })
    expect(await seen(page)).toBe(true)
    await page.locator('.gantt-scroll').evaluate((element) => element.scrollTo(0, 0))
    await page.waitForTimeout(100)
    expect(await focused(page)).toEqual({ key: 'a:a1000', index: 1_041 })
    await page.keyboard.press('ArrowUp')
    expect(await focused(page)).toEqual({ key: 'a:a999', index: 1_040 })
    expect(await seen(page)).toBe(true)
    await page.keyboard.press('Home')
    expect(await focused(page)).toEqual({ key: 'p:p1', index: 2 })
    await page.keyboard.press('PageDown')
    expect((await focused(page))?.index).toBeGreaterThan(5)
    await page.keyboard.press('.')
    expect((await focused(page))?.key).toBe(`a:${begun}`)
    expect(await seen(page)).toBe(true)
    expect(complaints()).toEqual([])
  })

  it('folds packages by arrows, and goes from an activity to its package', async () => {
    const { page, chart } = await open(madeUpProgramme(60))
    const first = chart.getByRole('row', { name: /^Works p1/ })
    await first.click({ position: { x: 80, y: 14 } })
    expect(await first.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowRight')
    expect(await focused(page)).toEqual({ key: 'a:a1', index: 3 })
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await first.getAttribute('aria-expanded')).toBe('false')
    expect(await chart.getAttribute('aria-rowcount')).toBe('39')
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toEqual({ key: 'p:p2', index: 3 })
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowRight')
    expect(await chart.getAttribute('aria-rowcount')).toBe('64')
    expect(await chart.locator('tr[aria-level="2"]').first().getAttribute('aria-rowindex')).toBe('3')
  })

  it('changes its scale by + and −, shows all again by 0, and moves axis and bars together', async () => {
    const { page, chart } = await open(madeUpProgramme(60))
    const width = () => page.locator('.gantt-sheet').evaluate((element) => element.clientWidth)
    await chart
      .getByRole('row')
      .nth(1)
      .click({ position: { x: 80, y: 14 } })
    await page.keyboard.press('0')
    const all = await width()
    for (let step = 0; step < 3; step++) await page.keyboard.press('+')
    expect(await width()).toBeGreaterThan(2 * all)
    const closer = await width()
    await page.keyboard.press('-')
    expect(await width()).toBeLessThan(closer)
    await page.keyboard.press('0')
    expect(await width()).toBe(all)
    await unfoldTools(page)
    await page.getByRole('button', { name: 'quarter', exact: true }).click()
    await page.getByRole('button', { name: 'Later' }).click()
    // Axis and bars show the same place in time, once the frame after the scrolling is drawn.
    const places = () =>
      page.locator('.gantt').evaluate((gantt) => ({
        left: gantt.querySelector('.gantt-scroll')?.scrollLeft ?? 0,
        drawn: [...gantt.querySelectorAll('canvas')].map((one) => Number(one.dataset.left)),
      }))
    await expect
      .poll(async () => {
        const { drawn, left } = await places()
        return left > 0 && drawn.length === 2 && drawn.every((place) => place === left)
      })
      .toBe(true)
  })

  it('shows what is critical, late or found by name alone, and gives all back', async () => {
    const view = madeUpProgramme(60)
    const { page, chart } = await open(view)
    const critical = view.activities.filter(({ finished, isCritical }) => isCritical && finished === null).length
    await unfoldTools(page)
    await page.getByRole('button', { name: 'critical path', exact: true }).click()
    await page.getByText(`${critical} activities`, { exact: true }).waitFor()
    await page.getByRole('searchbox', { name: 'Find an activity' }).fill('no such thing')
    await page.getByText('No activity passes the filter.').waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByText('60 activities', { exact: true }).waitFor()
    await page.getByRole('searchbox', { name: 'Find an activity' }).fill('a60')
    await chart.getByRole('row', { name: /60/ }).waitFor()
    expect(await chart.getAttribute('aria-rowcount')).toBe('3')
  })

  for (const [width, height, colorScheme] of [
    [1280, 720, 'dark'],
    [390, 844, 'light'],
  ] as const) {
    it(`breaks no rule of access, ${width} wide in the ${colorScheme} theme`, async () => {
      const options = { viewport: { width, height }, colorScheme, language: 'sr-Cyrl' } as const
      const { page, chart } = await open(madeUpProgramme(60), options)
      await chart
        .getByRole('row')
        .nth(2)
        .click({ position: { x: 80, y: 14 } })
      expect(await axeViolations(page, '.gantt')).toEqual([])
    })
  }
})

/** Is the row that has the focus in what is seen of the chart, below its head? */
function seen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const [row, scroller] = [document.activeElement, document.querySelector('.gantt-scroll')]
    const head = scroller?.querySelector('thead')?.getBoundingClientRect()
    const box = row?.getBoundingClientRect()
    const frame = scroller?.getBoundingClientRect()
    return box !== undefined && !!head && !!frame && box.top >= head.bottom - 1 && box.bottom <= frame.bottom + 1
  })
}

/** To the first rows. */
async function toTop(page: Page): Promise<void> {
  await page.locator('.gantt-scroll').evaluate((element) => element.scrollTo(0, 0))
  await page.locator('[data-key="p:p1"]').waitFor()
}

/** On a narrow page they are folded away. */
async function unfoldTools(page: Page): Promise<void> {
  const more = page.getByText('Filter, order, columns')
  if (await more.isVisible()) await more.click()
}
