import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../kit/testing/real-part.ts'
import { startBrowser, type TestBrowser } from '../harness/browser.ts'
import { startTwin, type TwinUnderTest } from '../harness/twin-under-test.ts'

const SHELL_BUDGET = 190_000
const SCENE_BUDGET = 260_000

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
    const sizes = await Promise.all(
      loaded.map(async (name) => gzipSync(await readFile(join(twin.pageFolder, 'assets', name))).length),
    )
    const total = sizes.reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(50_000)
    expect(total).toBeLessThanOrEqual(SHELL_BUDGET)
    await page.context().close()
  })

  it('of a hall in three dimensions adds at most 260 kB', async () => {
    const files = (await readdir(join(twin.pageFolder, 'assets'))).filter((name) => /^scene-view.*\.js$/.test(name))
    expect(files).toHaveLength(1)
    const bytes = await readFile(join(twin.pageFolder, 'assets', files[0] ?? ''))
    expect(gzipSync(bytes).length).toBeLessThanOrEqual(SCENE_BUDGET)
  })

  function loadedAssets(page: Awaited<ReturnType<TestBrowser['open']>>['page']): Promise<string[]> {
    return page.evaluate(() => [
      ...new Set(
        performance
          .getEntriesByType('resource')
          .map(({ name }) => new URL(name).pathname)
          .filter((path) => /^\/assets\/.*\.(js|css)$/.test(path))
          .map((path) => path.slice('/assets/'.length)),
      ),
    ])
  }
})
