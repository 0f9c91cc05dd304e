import { expect, it } from 'vitest'
import { axeViolations } from '../harness/axe-violations.ts'
import { describeTwin } from '../harness/describe-twin.ts'

const MINUTE_MS = 60_000

describeTwin('the build-out', (the) => {
  it('shows on one slider what stands when: parts, sums and the link follow, and nothing is asked of the server', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/build-out?view=table&day=2026-11-20`)
    await page
      .getByText(
        /By December 25, 2026: 0\sm² of 500\sm² ready\. Late are 2: Annex in use, 55 days late; Works of the annex, 55 days late\./,
      )
      .waitFor()
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
    await archive.getByText('Jan 15, 2027').waitFor()
    expect(await archive.innerText()).toMatch(/400\sm².*400\sm².*Feb 18, 2027.*Annex in use/s)
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

  it('says what a link asks for in vain, and leads back to the programme', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/build-out?view=table&scenario=nobodys`)
    await page.getByText('There is no scenario "nobodys".').waitFor()
    await page.getByRole('button', { name: 'Back to the programme' }).click()
    await page.getByRole('table', { name: 'Parts of the build-out' }).waitFor()
    expect(new URL(page.url()).search).toBe('?view=table')
  })

  it('takes progress with who and evidence, tells what is wrong beside its field, and takes it back', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/build-out?view=table&activity=annex-works`)
    await page.getByRole('button', { name: 'Report progress' }).click()
    const dialog = page.getByRole('dialog', { name: 'Report progress' })
    await dialog.getByText('Until now: 70% (November 20, 2026, site office).').waitFor()
    const percent = dialog.getByLabel('Done (%)')
    await percent.fill('100')
    await dialog.getByText('With 100% say the day when it was finished.').waitFor()
    expect(await percent.getAttribute('aria-invalid')).toBe('true')
    await percent.fill('60')
    await dialog.getByText('It is less than before (70%): that is allowed, and stays on record.').waitFor()
    await percent.fill('80')
    await dialog.getByLabel(/^Evidence/).fill('protocol 15')
    await dialog.getByLabel('Who reports').fill('Ana')
    await dialog.getByRole('button', { name: 'Report progress' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Report progress' }).click()
    await dialog.getByText(/^Until now: 80%/).waitFor()
    await dialog.getByText(/protocol 15/).waitFor()
    expect(await axeViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: /^Undo the entry: 80%/ }).click()
    await dialog.getByText(/^Taken back by Ana/).waitFor()
    await dialog.getByText(/^Until now: 70%/).waitFor()
    await page.keyboard.press('Escape')
    expect(complaints()).toEqual([])
  })

  it('supposes that something is late, shows what moves and who has no room, and keeps it as a scenario', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/build-out?view=table&activity=annex-works`)
    await page.getByLabel('Late by').fill('6')
    const suppose = page.getByRole('button', { name: 'Suppose', exact: true })
    await suppose.scrollIntoViewIfNeeded()
    const before = await suppose.boundingBox()
    await suppose.click()
    await page.waitForURL(/delay=annex-works:6w/)
    const moves = page.getByRole('table', { name: 'What moves' })
    // Every day is worked: six weeks of work are 42 days.
    await moves
      .getByRole('row', { name: /Annex in use/ })
      .getByText('42 days later')
      .waitFor()
    // Nobody has to look for the answer: the page stays where the question was asked.
    const after = await suppose.boundingBox()
    expect(Math.abs((after?.y ?? Number.NaN) - (before?.y ?? Number.NaN))).toBeLessThan(200)
    await page.getByText(/^State archive: short of 400\sm² from January 15, 2027 until April 1, 2027$/).waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.getByLabel('Name', { exact: true }).fill('Annex late')
    await page.getByLabel('Who supposes it').fill('Ana')
    await page.getByRole('button', { name: 'Save as scenario' }).click()
    await page.waitForURL(/scenario=annex-late/)
    expect(page.url()).not.toContain('delay=')
    await page.getByRole('button', { name: 'Back to the programme' }).click()
    await page.getByText('Nothing is supposed: the dates are those of the programme.').waitFor()
    await page.getByRole('button', { name: 'Open: Annex late' }).click()
    await moves.getByText('42 days later').first().waitFor()
    await page.getByRole('button', { name: 'Remove: Annex late' }).click()
    await page.getByText('None is saved yet.').waitFor()
    expect(complaints()).toEqual([])
  })
})
