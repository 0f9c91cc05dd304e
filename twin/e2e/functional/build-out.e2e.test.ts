import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

const MINUTE_MS = 60_000

describeTwin('the build-out', (the) => {
  it('shows on one slider what stands when: parts, sums and the link follow, and nothing is asked of the server', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/build-out?view=table&day=2026-11-20`)
    await page.getByText(/By December 25, 2026: 0\sm² of 500\sm² ready\. Late: Annex in use, 55 days late\./).waitFor()
    const annex = page.getByRole('table', { name: 'Parts of the build-out' }).getByRole('row', { name: /Annex/ })
    await annex.getByText('under construction').waitFor()
    await page.getByText(/Without room: State archive, short of 400\sm²/).waitFor()
    const asked: string[] = []
    page.on('request', (request) => request.url().includes('/api/build-out') && asked.push(request.url()))
    await page.getByRole('button', { name: 'Next hand-over' }).click()
    await page.waitForURL(/day=2027-02-18/)
    await annex.getByText('in use').waitFor()
    expect(await page.locator('.build-out-ready').innerText()).toMatch(/500\sm²/)
    await page.getByRole('slider', { name: 'Day' }).focus()
    await page.keyboard.press('Shift+ArrowRight')
    await page.waitForURL(/day=2027-02-25/)
    await page.keyboard.press('PageDown')
    await page.waitForURL(/day=2027-01-25/)
    await annex.getByText('under construction').waitFor()
    await page.getByRole('button', { name: '1 late' }).click()
    await page.waitForURL(/state=late/)
    expect(await page.getByRole('table', { name: 'Parts of the build-out' }).getByRole('row').count()).toBe(2)
    expect(asked).toEqual([])
    expect(complaints()).toEqual([])
  })

  it('tells indices of what is reported, SPI(t) beside SPI, and of the rest why there are none', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/build-out?view=table&measure=money`)
    const indices = page.getByRole('table', { name: 'Indices' })
    // Of 1,000 EUR 883 were planned and 700 are earned for 800 spent: 700/883 and 700/800.
    const money = indices.getByRole('row', { name: /^money/ })
    await money.waitFor()
    const heads = await indices.getByRole('columnheader').allInnerTexts()
    const cells = await money.getByRole('cell').allInnerTexts()
    const told = (name: string) => cells[heads.indexOf(name) - 1]
    expect([told('SPI'), told('SPI(t)'), told('CPI')]).toEqual(['0.79', '0.79', '0.88'])
    await page.getByRole('group', { name: 'Measure' }).first().getByRole('button', { name: 'area' }).click()
    await page.getByText('area: nobody knows what is earned, because nobody reports Annex in use.').waitFor()
    await indices.getByRole('row', { name: /^area/ }).getByText('no index: it is not measured').waitFor()
    await page.getByText(/Block in use: 2\sMW do not count as ready, since no test of level 5 shows them/).waitFor()
    expect(complaints()).toEqual([])
  })

  it('names who has no room, from when on, by how much, and the hand-over that it waits for, which leads to its activity', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/build-out?view=table`)
    const unmet = page.getByRole('table', { name: 'Demand without room' })
    const archive = unmet.getByRole('row', { name: /State archive/ })
    await archive.getByText('January 15, 2027').waitFor()
    expect(await archive.innerText()).toMatch(/400\sm².*400\sm².*February 18, 2027.*Annex in use/s)
    await unmet
      .getByRole('row', { name: /A newcomer/ })
      .getByText('the programme leads to no room')
      .waitFor()
    await archive.getByRole('button', { name: 'Annex in use' }).click()
    await page.waitForURL(/sel=belgrade\/hall-1.*activity=annex-ready/)
    await page.locator('.gantt-table [aria-selected=true]').getByText('Annex in use').waitFor()
    expect(complaints()).toEqual([])
  })

  it('sets plan and actual side by side on one day, with what differs', { timeout: MINUTE_MS }, async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/build-out?view=table&day=2027-01-15`)
    await page.getByRole('button', { name: 'Compare plan and actual' }).click()
    await page.waitForURL(/compare=agreed,now/)
    const differences = page.getByRole('table', { name: 'Differences' })
    expect(await differences.getByRole('row', { name: /Ready: area/ }).innerText()).toMatch(
      /500\sm²\s+0\sm²\s+−500\sm²/,
    )
    await differences.getByRole('row', { name: /Annex/ }).getByText('55 days late').waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBe(0)
    expect(complaints()).toEqual([])
  })
})
