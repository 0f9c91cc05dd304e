import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

const UPS = ['belgrade/power/ups-a', 'belgrade/power/ups-b']

describeTwin('what if', (the) => {
  it('begins at the thing, marks the place, tells what follows, and ends', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/sites/belgrade/power/ups-a`)
    await page.getByRole('button', { name: 'What if this fails?' }).click()
    const bar = page.getByRole('region', { name: 'What if' })
    // Each of six racks has a server with a cord on each side; both rest on the one that is left.
    await bar.getByText('without redundancy').first().waitFor()
    expect(await page.locator('#main').getAttribute('data-what-if')).toBe('true')
    expect(new URL(page.url()).searchParams.getAll('fail')).toEqual([UPS[0]])
    await bar.getByText(/^Loads: /).waitFor()
    const again = page.waitForRequest((request) => request.url().includes('/api/fail'))
    await bar.getByRole('button', { name: 'Ask again' }).click()
    expect(new URL((await again).url()).searchParams.getAll('thing')).toEqual([UPS[0]])
    await page.getByRole('link', { name: 'Hall 1', exact: true }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Hall 1' }).waitFor()
    await page.getByRole('button', { name: /endangered/ }).waitFor()
    await bar.getByRole('button', { name: 'End what-if' }).click()
    await bar.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /warning/ }).waitFor()
    expect(new URL(page.url()).search).not.toContain('fail')
    expect(complaints()).toEqual([])
  })

  it('is a link to several failures, of which the last is taken back by Undo and by Back', async () => {
    const { page } = await the.browser.open(
      `${the.twin.url}/sites/belgrade/hall-1?view=table&fail=${UPS[0]}&fail=${UPS[1]}`,
    )
    await page.getByRole('button', { name: '6 down' }).waitFor()
    const bar = page.getByRole('region', { name: 'What if' })
    await bar
      .getByText(/devices down/)
      .first()
      .waitFor()
    await page.getByRole('cell', { name: 'down' }).first().waitFor()
    await bar.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: '6 endangered' }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: '6 down' }).waitFor()
  })

  it('asks again by itself every minute, and tells until then how old its loads are', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/`, { isFresh: true })
    await page.clock.install()
    await page.goto(`${the.twin.url}/sites/belgrade/hall-1?view=table&fail=${UPS[0]}`)
    const bar = page.getByRole('region', { name: 'What if' })
    await bar.getByText(/^Loads: /).waitFor()
    const asked = page.waitForRequest((request) => request.url().includes('/api/fail'))
    await page.clock.fastForward(61_000)
    await asked
  })

  it('leaves a telephone to the place: what follows unfolds', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/power/belgrade?fail=${UPS[0]}`, {
      viewport: { width: 390, height: 844 },
      language: 'sr-Cyrl',
    })
    const bar = page.getByRole('region', { name: 'Шта ако' })
    const unfold = bar.getByRole('button', { name: /последиц/ })
    await unfold.waitFor()
    expect((await bar.boundingBox())?.height).toBeLessThan(844 / 4)
    expect(await bar.getByRole('row').count()).toBe(0)
    await unfold.click()
    expect(await bar.getByRole('row').count()).toBeGreaterThan(1)
  })

  it('says how many things of a long link it does not let fail', async () => {
    const many = Array.from({ length: 52 }, (_, number) => `&fail=belgrade/hall-1/x${number}`).join('')
    const { page } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=table${many}`)
    await page.getByText('The link names 2 things more, which are not let fail: 50 paths are the most.').waitFor()
  })

  it('says why there is no answer to a thing that is none', async () => {
    const { page } = await the.browser.open(
      `${the.twin.url}/sites/belgrade/hall-1?view=table&fail=belgrade/power/ups-z`,
    )
    await page
      .getByText('No such thing in the estate: belgrade/power/ups-z. Take it back or end the what-if.')
      .waitFor()
  })
})
