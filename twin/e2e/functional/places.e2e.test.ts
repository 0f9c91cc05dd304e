import { expect, it } from 'vitest'
import { startBrowser } from '../harness/browser.ts'
import { describeTwin } from '../harness/describe-twin.ts'

const RACK = '/sites/belgrade/hall-1/row-a/rack-02'

describeTwin('the places of the page', (the) => {
  it.each([
    ['/', 'State cloud'],
    ['/sites/belgrade?view=plan', 'Belgrade'],
    ['/sites/belgrade/hall-1?view=plan', 'Hall 1'],
    ['/sites/belgrade/hall-1/row-a?view=table', 'row-a'],
    [RACK, 'rack-02'],
    [`${RACK}/server-1`, 'server-1'],
    ['/sites/belgrade/hall-1/crah-1', 'crah-1'],
    ['/sites/belgrade/power/ups-a', 'ups-a'],
    ['/power/belgrade', 'Power of Belgrade'],
    ['/power/nowhere', 'There is no such thing'],
    ['/cloud?view=plan', 'Services of the state cloud'],
    ['/cloud/evisa?view=plan', 'eVisa'],
    ['/cloud/no-such-service', 'There is no such thing'],
    ['/alarms', 'Alarms'],
    ['/status', 'Collection status'],
    ['/faults', 'Simulator faults'],
    ['/sites/belgrade/no-such-hall', 'There is no such thing'],
    ['/nowhere', 'There is no such thing'],
    ['/belgrade/hall-1', 'Hall 1'],
  ])('%s is headed "%s" and nothing complains', async (address, heading) => {
    const { page, complaints } = await the.browser.open(the.twin.url + address)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await page.getByRole('button', { name: /^Live/ }).waitFor()
    const expected = address.includes('no-such') ? [/404/] : []
    expect(complaints().filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([])
  })

  it('in three dimensions come ready, and nothing complains', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?mode=temperature`)
    await page.locator('.scope-fill[data-ready=true] canvas').waitFor({ timeout: 30_000 })
    expect(complaints()).toEqual([])
  })

  it('show the plan, and say why, where the browser has no WebGL', async () => {
    await using plain = await startBrowser(['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis'])
    const { page } = await plain.open(`${the.twin.url}/sites/belgrade/hall-1`)
    await page.getByText('The 3D view is not available').waitFor()
    await page.locator('.plan-drawing').waitFor()
  })

  it('are links: what is selected, the mode and the view come back from the address, and Back goes back', async () => {
    const { page } = await the.browser.open(
      `${the.twin.url}/sites/belgrade/hall-1?mode=temperature&view=plan&sel=belgrade/hall-1/row-b/rack-03`,
    )
    await page.locator('.plan-box.is-selected').waitFor()
    expect(
      await page
        .getByRole('group', { name: 'What the colour shows' })
        .getByRole('button', { name: 'Temperature' })
        .getAttribute('aria-pressed'),
    ).toBe('true')
    await page.getByRole('row').filter({ hasText: 'rack-03' }).first().waitFor()
    await page.getByRole('complementary', { name: 'Details' }).getByRole('link', { name: 'Open' }).click()
    await page.getByRole('heading', { level: 1, name: 'rack-03' }).waitFor()
    await page.goBack()
    await page.locator('.plan-box.is-selected').waitFor()
    expect(new URL(page.url()).search).toBe('?mode=temperature&view=plan&sel=belgrade/hall-1/row-b/rack-03')
  })

  it('draw the past with a table of the same values', async () => {
    const { page } = await the.browser.open(the.twin.url + RACK)
    await page.locator('.history-chart canvas').waitFor()
    await page.getByText('The same values as a table').click()
    // The last of 300 buckets that rise by one from 20.
    await page
      .getByRole('cell', { name: /^319\s°C$/ })
      .first()
      .waitFor()
  })

  it('save the table as CSV with numbers in SI', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=table`)
    await page.getByRole('row').filter({ hasText: 'rack-01' }).filter({ hasText: 'kW' }).first().waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the table as CSV' }).click()
    const file = await (await download).createReadStream()
    let text = ''
    for await (const chunk of file) text += chunk
    const [head, ...rows] = text.slice(0, -2).split('\r\n')
    expect(head).toBe(
      '\ufeffpath,name,kind,health,temperature,humidity,power,power-use,failover-use,cooling-use,space-use,free-run,stranded,confidence,age',
    )
    // Six racks and two coolers.
    expect(rows).toHaveLength(8)
    const rack = rows.find((row) => row.startsWith('belgrade/hall-1/row-a/rack-01,'))?.split(',')
    expect(Number(rack?.[6])).toBeGreaterThan(1_000)
  })
})
