import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

describeTwin('who acknowledges', (the) => {
  it('is who is signed in, by name and without being asked for one; else a name is asked for', async () => {
    await fetch(`${the.twin.url}/api/simulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'door-open', path: 'belgrade/hall-1/row-b/rack-02/door-front' }),
    })
    const { page, complaints } = await the.browser.open(`${the.twin.url}/alarms`)
    const row = page.getByRole('row').filter({ hasText: 'Door open' })
    await row.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByLabel('Acknowledged by').waitFor()
    await page.keyboard.press('Escape')
    await page.route('**/api/session', (route) =>
      route.fulfill({ json: { signInRequired: true, user: { name: 'milica', role: 'operator' } } }),
    )
    await row.getByRole('button', { name: 'Acknowledge' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('milica', { exact: true }).waitFor()
    expect(await dialog.getByLabel('Acknowledged by').count()).toBe(0)
    expect(complaints()).toEqual([])
  })

  it('is no viewer, who is told so and offered no button', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/alarms`)
    await page.route('**/api/session', (route) =>
      route.fulfill({ json: { signInRequired: true, user: { name: 'ana', role: 'viewer' } } }),
    )
    await page.reload()
    await page.getByText('ana is signed in as a viewer').waitFor()
    await page.getByRole('row').filter({ hasText: 'Door open' }).waitFor()
    expect(await page.getByRole('button', { name: 'Acknowledge', exact: true }).count()).toBe(0)
    await page.goto(`${the.twin.url}/faults`)
    await page.getByText('An operator makes faults.').waitFor()
    expect(await page.getByRole('button', { name: 'Inject fault' }).count()).toBe(0)
    expect(complaints()).toEqual([])
  })
})
