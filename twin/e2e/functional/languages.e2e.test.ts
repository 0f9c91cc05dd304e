import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'

describeTwin('languages and themes', (the) => {
  it('begin in Serbian Cyrillic, are switched at once, and are remembered', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/alarms`, { language: 'sr-Cyrl' })
    await page.getByRole('heading', { level: 1, name: 'Аларми' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('sr-Cyrl')
    await page.getByLabel('Језик').selectOption('sr-Latn')
    await page.getByRole('heading', { level: 1, name: 'Alarmi' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('sr-Latn')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Alarmi' }).waitFor()
    await page.getByLabel('Jezik').selectOption('en')
    await page.getByRole('heading', { level: 1, name: 'Alarms' }).waitFor()
  })

  it('name things as the language does: heading, way down, tree and plan; search knows all of the names', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=plan`, { language: 'sr-Cyrl' })
    await page.getByRole('heading', { level: 1, name: 'Сала 1' }).waitFor()
    expect(await page.title()).toContain('Сала 1')
    const breadcrumb = page.getByRole('navigation', { name: 'Путања' })
    expect(await breadcrumb.getByRole('link').allTextContents()).toEqual([expect.any(String), 'Београд', 'Сала 1'])
    await page.getByRole('treeitem', { name: 'Београд' }).waitFor()
    // A row without a name of its own goes by its path in every language.
    await page.getByRole('treeitem', { name: 'row-a' }).waitFor()
    expect(await page.getByText('Hall 1').count()).toBe(0)
    await page.getByLabel('Језик').selectOption('sr-Latn')
    await page.getByRole('heading', { level: 1, name: 'Sala 1' }).waitFor()
    await page.getByLabel('Jezik').selectOption('en')
    await page.getByRole('heading', { level: 1, name: 'Hall 1' }).waitFor()
    // What is asked in Serbian is found on the English page, too.
    await page.keyboard.press('/')
    await page.getByRole('searchbox').fill('сала')
    await page.getByRole('menuitem', { name: 'Hall 1' }).first().waitFor()
  })

  it('find the places of the page itself in either alphabet, with or without its marks', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/`, { language: 'sr-Cyrl' })
    await page.getByRole('tree').waitFor()
    await page.keyboard.press('/')
    await page.getByRole('searchbox').fill('drzavni')
    await page.getByRole('menuitem', { name: /^Државни облак/ }).waitFor()
  })

  it('write numbers as the language does', async () => {
    the.twin.feed.hold('belgrade/hall-1/row-a/rack-01/intake-top/temperature', 26.84)
    const { page } = await the.browser.open(`${the.twin.url}/sites/belgrade/hall-1?view=table`, { language: 'sr-Latn' })
    await page.getByText('26,8\u00a0°C').first().waitFor({ timeout: 5_000 })
  })

  it('follow the system until a theme is chosen, which is remembered', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/`, { colorScheme: 'light' })
    await page.getByLabel('Theme').waitFor()
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
    expect(await theme()).toBe('light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(theme).toBe('dark')
    await page.getByLabel('Theme').selectOption('light')
    await expect.poll(theme).toBe('light')
    await page.reload()
    await page.getByLabel('Theme').waitFor()
    expect(await theme()).toBe('light')
  })
})
