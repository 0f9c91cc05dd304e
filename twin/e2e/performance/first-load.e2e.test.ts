import { expect, it } from 'vitest'
import { describeTwin } from '../harness/describe-twin.ts'
import { gzippedBytes, loadedAssets, SCENE_BUDGET, SHELL_BUDGET, sceneAsset } from '../harness/page-weight.ts'

describeTwin('the first load', (the) => {
  it('of the state cloud is at most 190 kB of scripts and styles, gzipped, and brings no three.js and no chart', async () => {
    const { page } = await the.browser.open(`${the.twin.url}/`, { isFresh: true })
    await page.getByRole('heading', { level: 1, name: 'State cloud' }).waitFor()
    const loaded = await loadedAssets(page)
    expect(loaded.some((name) => /scene|history-chart/.test(name))).toBe(false)
    const total = await gzippedBytes(the.twin.pageFolder, loaded)
    expect(total).toBeGreaterThan(50_000)
    expect(total).toBeLessThanOrEqual(SHELL_BUDGET)
  })

  it('of a hall in three dimensions adds at most 260 kB', async () => {
    expect(await gzippedBytes(the.twin.pageFolder, [await sceneAsset(the.twin.pageFolder)])).toBeLessThanOrEqual(
      SCENE_BUDGET,
    )
  })
})
