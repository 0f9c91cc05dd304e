import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../kit/testing/real-part.ts'
import { startBrowser, type TestBrowser } from '../harness/browser.ts'
import { gzippedBytes, loadedAssets, SCENE_BUDGET, SHELL_BUDGET, sceneAsset } from '../harness/page-weight.ts'
import { startTwin, type TwinUnderTest } from '../harness/twin-under-test.ts'

describeWith(['chromium'], 'the first load', () => {
  let twin: TwinUnderTest
  let browser: TestBrowser
  beforeAll(async () => {
    twin = await startTwin()
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await twin?.[Symbol.asyncDispose]()
  })

  it('of the state cloud is at most 190 kB of scripts and styles, gzipped, and brings no three.js and no chart', async () => {
    const { page } = await browser.open(`${twin.url}/`)
    await page.getByRole('heading', { level: 1, name: 'State cloud' }).waitFor()
    const loaded = await loadedAssets(page)
    expect(loaded.some((name) => /scene|history-chart/.test(name))).toBe(false)
    const total = await gzippedBytes(twin.pageFolder, loaded)
    expect(total).toBeGreaterThan(50_000)
    expect(total).toBeLessThanOrEqual(SHELL_BUDGET)
    await page.context().close()
  })

  it('of a hall in three dimensions adds at most 260 kB', async () => {
    expect(await gzippedBytes(twin.pageFolder, [await sceneAsset(twin.pageFolder)])).toBeLessThanOrEqual(SCENE_BUDGET)
  })
})
