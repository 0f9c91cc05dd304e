import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

describeTwin('the keyboard', (the) => {
  it('leads from the state cloud down the tree to a rack, and out again', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/`)
    await page.getByRole('tree').waitFor()
    // Tab reaches the tree's one stop; no pointer is used.
    for (let stop = 0; stop < 40; stop++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.getAttribute('role') === 'treeitem')) break
    }
    expect(await focusedName()).toContain('Belgrade')
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
      await page.keyboard.press(key)
    expect(await focusedName()).toContain('rack-01')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'rack-02' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: 'Hall 1' }).waitFor()
    expect(new URL(page.url()).searchParams.get('sel')).toBe('belgrade/hall-1/row-a/rack-02')
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: 'Belgrade' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: 'State cloud' }).waitFor()

    function focusedName(): Promise<string> {
      return page.evaluate(() => document.activeElement?.textContent ?? '')
    }
  })

  it('walks racks with the arrows, goes in by Enter, changes modes by digits and the view by T', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=plan`)
    await page.locator('.plan-drawing').focus()
    const selected = () => new URL(page.url()).searchParams.get('sel')
    await page.keyboard.press('ArrowRight')
    expect(selected()).toBe('belgrade/hall-1/row-a/rack-01')
    await page.keyboard.press('ArrowRight')
    expect(selected()).toBe('belgrade/hall-1/row-a/rack-02')
    // Row b stands three metres north of row a.
    await page.keyboard.press('ArrowUp')
    expect(selected()).toBe('belgrade/hall-1/row-b/rack-02')
    await page.keyboard.press('ArrowLeft')
    expect(selected()).toBe('belgrade/hall-1/row-b/rack-01')
    await page.locator('[data-announcer]').filter({ hasText: 'rack-01, rack, ok' }).waitFor()
    await page.keyboard.press('3')
    expect(new URL(page.url()).searchParams.get('mode')).toBe('power')
    await page.keyboard.press('t')
    expect(new URL(page.url()).searchParams.get('view')).toBe('table')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'rack-01' }).waitFor()
  })

  it('opens a search that takes every letter typed behind the slash', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/`)
    await page.getByRole('tree').waitFor()
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/palette-') && name.endsWith('.js')),
    )
    await page.keyboard.press('/')
    // About a hundred words a minute.
    await page.keyboard.type('hall 1', { delay: 100 })
    expect(await page.getByRole('searchbox').inputValue()).toBe('hall 1')
  })

  it('walks the table and finds anything with / and Ctrl K', async () => {
    const { page, complaints } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=table`)
    await page.getByRole('row').filter({ hasText: 'rack-01' }).first().waitFor()
    await page.locator('.thing-table a').first().focus()
    await page.keyboard.press('End')
    expect(new URL(page.url()).searchParams.get('sel')).toBe('belgrade/hall-1/row-b/rack-03')
    await page.keyboard.press('/')
    const field = page.getByRole('dialog').getByRole('searchbox')
    await field.fill('ups-b')
    await page.getByRole('menuitem', { name: 'ups-b' }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'ups-b' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: 'ups-b' }).waitFor()
    expect(complaints()).toEqual([])
  })
})
