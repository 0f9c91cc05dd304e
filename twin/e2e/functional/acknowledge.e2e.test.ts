import { expect, it } from 'vitest'
import type { RaisedEvent } from '../../model/security-event.ts'
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

  it('of a security event finds it by the count in the bar of any place, which is gone with the last', async () => {
    await raiseSecurityEvent(the.twin.url)
    const { page, complaints } = await the.browser.open(`${the.twin.url}/status`)
    await page
      .getByRole('banner')
      .getByRole('link', { name: /critical 1 security event waits to be acknowledged/ })
      .click()
    const event = page.getByRole('listitem').filter({ hasText: 'NetworkPolicy portal/default-deny' })
    await event.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByLabel('Acknowledged by').fill('Ana')
    await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click()
    await page
      .getByRole('banner')
      .getByRole('link', { name: /security event/ })
      .waitFor({ state: 'detached' })
    expect(complaints()).toEqual([])
  })
})

async function raiseSecurityEvent(url: string): Promise<void> {
  const where = { site: 'belgrade', stack: 'egov-belgrade' }
  const text = { en: 'The pods may be reached by all.', sr: 'Подови су доступни свима.' }
  const event: RaisedEvent = {
    ...{ ...where, key: 'egress', severity: 'critical', area: 'isolation', kind: 'changed' },
    ...{ object: 'NetworkPolicy portal/default-deny', field: 'spec.policyTypes', declared: 'Egress', live: 'Ingress' },
    ...{ who: null, lastWrite: null, construct: null, line: null, means: text, action: text },
  }
  const answer = await fetch(`${url}/api/security-events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ source: 'drift', covers: [where], events: [event] }),
  })
  expect(answer.status).toBe(200)
}
