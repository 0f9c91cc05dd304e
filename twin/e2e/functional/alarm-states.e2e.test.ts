import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { stateCode } from '../../model/quantity.ts'
import { describeTwin } from '../harness/describe-twin.ts'

const HALL = 'belgrade/hall-1'
const SIZES = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]
/** Where set, the pictures are kept there for people to look at. */
const PICTURES = process.env.OBLAK_PICTURES

describeTwin('the alarm list', (the) => {
  it('folds warm intakes under the cooler that stopped, and says what it means and what rests on it', async () => {
    the.twin.feed.hold(`${HALL}/crah-1/state`, stateCode('fault'))
    for (const probe of ['bottom', 'middle', 'top']) {
      the.twin.feed.hold(`${HALL}/row-a/rack-01/intake-${probe}/temperature`, 38)
      // The same water in warmer air.
      the.twin.feed.hold(`${HALL}/row-a/rack-01/intake-${probe}/humidity`, 18)
    }
    const { page, complaints } = await the.browser.open(`${the.twin.url}/alarms`)
    const row = page.getByRole('row').filter({ hasText: 'Cooler stopped' })
    await row.getByText('See that its neighbours took over').waitFor()
    await row.getByRole('button', { name: '3 consequences' }).click()
    await page.getByText('What it means: A cooler or chiller does not run.').waitFor()
    await page.getByText(/^What rests on it: 1 room has less cooling/).waitFor()
    expect(await page.getByRole('list', { name: '3 consequences' }).getByRole('listitem').count()).toBe(3)
    expect(await page.getByRole('row').filter({ hasText: 'Intake air too warm' }).count()).toBe(1)
    for (const viewport of PICTURES ? SIZES : []) {
      await mkdir(PICTURES ?? '', { recursive: true })
      await page.setViewportSize(viewport)
      await page.screenshot({ path: join(PICTURES ?? '', `alarm-folded-${viewport.width}.png`) })
    }
    expect(complaints()).toEqual([])
  })

  it('shelves an alarm with a reason, shows it among those that are not told, and takes it back', async () => {
    the.twin.feed.hold(`${HALL}/leak-1/state`, stateCode('leak'))
    const { page, complaints } = await the.browser.open(`${the.twin.url}/alarms`)
    const row = page.getByRole('row').filter({ hasText: 'Water leak' })
    await row.getByRole('button', { name: 'Shelve' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('For how long').selectOption('240')
    await dialog.getByLabel('Reason').fill('the rope is being replaced')
    await dialog.getByLabel('Shelved by').fill('Mira')
    if (PICTURES) await page.screenshot({ path: join(PICTURES, 'alarm-shelve.png') })
    await dialog.getByRole('button', { name: 'Shelve alarm' }).click()
    await row.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'not told' }).click()
    await row.filter({ hasText: 'shelved by Mira' }).filter({ hasText: 'the rope is being replaced' }).waitFor()
    await row.getByRole('button', { name: 'Unshelve' }).click()
    await page.getByRole('button', { name: 'all', exact: true }).click()
    await row.filter({ hasText: 'unacknowledged' }).waitFor()
    expect(complaints()).toEqual([])
  })

  it('has a history of what is over', async () => {
    the.twin.feed.hold(`${HALL}/row-b/rack-02/door-front/state`, stateCode('open'))
    const { page } = await the.browser.open(`${the.twin.url}/alarms`)
    const row = page.getByRole('row').filter({ hasText: 'Door open' })
    await row.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByLabel('Acknowledged by').fill('Mira')
    await page.getByRole('button', { name: 'Acknowledge alarm' }).click()
    the.twin.feed.hold(`${HALL}/row-b/rack-02/door-front/state`, stateCode('closed'))
    await row.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'history' }).click()
    await row.filter({ hasText: 'returned' }).waitFor()
  })

  it('is not cut on a telephone, where the longest state stands beside the longest place', async () => {
    const door = `${HALL}/row-b/rack-03/door-front/state`
    the.twin.feed.hold(door, stateCode('open'))
    const { page } = await the.browser.open(`${the.twin.url}/alarms`, { viewport: { width: 390, height: 844 } })
    await page.getByRole('row').filter({ hasText: 'Door open' }).first().waitFor()
    the.twin.feed.hold(door, stateCode('closed'))
    await page.getByText('returned, unacknowledged').first().waitFor()
    const cut = await page.locator('.alarm-table').evaluate((table) => {
      const edge = table.closest('section')?.getBoundingClientRect().right ?? 0
      return [...table.querySelectorAll('td *, th *')].filter((part) => part.getBoundingClientRect().right > edge)
        .length
    })
    expect(cut).toBe(0)
  })
})

describeTwin('a maintenance', (the) => {
  it('is asked for on the page of the thing, quiets it, is listed and ended', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/sites/${HALL}/crah-1`)
    await page.getByRole('button', { name: 'Maintenance…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('It may, without redundancy').waitFor()
    await dialog.getByText('1 room has less cooling').waitFor()
    await dialog.getByLabel('What is done').fill('filters')
    await dialog.getByLabel('By').fill('Mira')
    if (PICTURES) await page.screenshot({ path: join(PICTURES, 'maintenance-dialog.png') })
    await dialog.getByRole('button', { name: 'Take out of service' }).click()
    await dialog.waitFor({ state: 'detached' })
    the.twin.feed.hold(`${HALL}/crah-1/state`, stateCode('fault'))
    await page.goto(`${the.twin.url}/alarms`)
    const work = page.getByRole('row').filter({ hasText: 'filters' })
    await work.getByRole('link', { name: /Hall 1 \/ crah-1$/ }).waitFor()
    await work.filter({ hasText: 'going on' }).filter({ hasText: 'Mira' }).waitFor()
    await page.getByRole('button', { name: 'not told' }).click()
    const row = page.getByRole('row').filter({ hasText: 'Cooler stopped' })
    await row.filter({ hasText: 'out of service' }).waitFor()
    for (const viewport of PICTURES ? SIZES : []) {
      await page.setViewportSize(viewport)
      await page.screenshot({ path: join(PICTURES ?? '', `maintenance-${viewport.width}.png`), fullPage: true })
    }
    await work.getByRole('button', { name: 'End' }).click()
    await work.filter({ hasText: 'ended, not seen to be back' }).waitFor()
    expect(complaints()).toEqual([])
  })
})
