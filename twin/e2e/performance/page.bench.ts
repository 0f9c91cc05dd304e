import type { Page } from 'playwright-core'
import { shippedFolder } from '../../estate/estate-folder.ts'
import { loadEstate } from '../../estate/load-estate.ts'
import type { Benchmark } from '../../kit/bench/benchmark.ts'
import { once } from '../../kit/bench/once.ts'
import { quantile } from '../../kit/bench/quantile.ts'
import { startSyntheticServer } from '../../server/testing/synthetic-server.ts'
import { startBrowser } from '../harness/browser.ts'
import { builtPage } from '../harness/built-page.ts'
import { gzippedBytes, loadedAssets, SCENE_BUDGET, SHELL_BUDGET, sceneAsset } from '../harness/page-weight.ts'
import { watchScene } from '../harness/scene-watch.ts'

const FRAME_BUDGET_MS = 4
const CALLS_BUDGET = 60
const IDLE_SECONDS = 10
/** Alarms of these readings rise up to 30 s after them, and they go stale 90 s after them: both are changes, and drawn. */
const QUIET_AFTER_MS = 45_000
const STEPS = 120

/** Sizes of the first screen, then the greatest site of the shipped estate in three dimensions, moved and left alone. */
async function pageFigures() {
  await using built = await builtPage()
  const { estate } = await loadEstate(shippedFolder(), { writeIds: false })
  await using started = await startSyntheticServer({ estate, webFolder: built.path })
  await using browser = await startBrowser()
  const page = await browser.browser.newPage({ viewport: { width: 1280, height: 720 } })
  await page.addInitScript(watchScene, {})
  await page.goto(`${started.server.url}/`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  const shell = await gzippedBytes(built.path, await loadedAssets(page))
  const scene = await gzippedBytes(built.path, [await sceneAsset(built.path)])
  const racks = (site: string) => [...estate.ofKind('rack')].filter(({ path }) => path.startsWith(`${site}/`)).length
  const [site] = [...estate.ofKind('site')].sort((a, b) => racks(b.path) - racks(a.path))
  if (!site) throw new Error('the shipped estate has no site')
  const emittedAt = Date.now()
  started.feed.emit(emittedAt)
  await page.goto(`${started.server.url}/sites/${site.path}?view=3d&mode=temperature`)
  await page.locator('[data-ready=true]').waitFor()
  await page.waitForTimeout(2_000)
  const moving = await framesWhile(page, () => turnByHand(page))
  // The camera comes to rest by frames, and here they are slow.
  await page.waitForTimeout(Math.max(6_000, emittedAt + QUIET_AFTER_MS - Date.now()))
  const idle = await framesWhile(page, () => page.waitForTimeout(IDLE_SECONDS * 1_000))
  return { shell, scene, racks: racks(site.path), moving, idle }
}

async function framesWhile(page: Page, act: () => Promise<void>) {
  await page.evaluate(() => globalThis.sceneWatch.frames.splice(0))
  await act()
  return page.evaluate(() => globalThis.sceneWatch.frames)
}

/** A drag across the picture. */
async function turnByHand(page: Page): Promise<void> {
  const box = await page.locator('canvas.scene-canvas').boundingBox()
  if (!box) throw new Error('there is no picture')
  const [x, y] = [box.x + box.width / 4, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let step = 1; step <= STEPS; step++) {
    await page.mouse.move(x + (step * box.width) / 2 / STEPS, y)
    await page.waitForTimeout(16)
  }
  await page.mouse.up()
}

const measured = once(pageFigures)

function weight(name: string, of: 'shell' | 'scene', most: number, detail: string): Benchmark {
  return {
    name,
    budget: `≤ ${most / 1_000} kB`,
    run: async () => {
      const bytes = (await measured())[of]
      const against = 'the budget'
      return { value: bytes / 1_000, unit: 'kB', against, ratio: bytes / most, holds: bytes <= most, detail }
    },
  }
}

export const benchmarks: readonly Benchmark[] = [
  weight('first screen: scripts and styles, gzipped', 'shell', SHELL_BUDGET, 'the worker among them, fonts not'),
  weight(
    'the picture in three dimensions: its script, gzipped',
    'scene',
    SCENE_BUDGET,
    'loaded after the first screen',
  ),
  {
    name: 'picture of the greatest site while it is turned: JavaScript of a frame',
    budget: '≤ 4 ms and ≤ 60 draw calls',
    run: async () => {
      const { moving, racks } = await measured()
      const times = moving.map(({ ms }) => ms)
      const calls = Math.max(...moving.map((frame) => frame.calls))
      const value = quantile(times, 0.5)
      return {
        value,
        unit: 'ms',
        against: 'the 16.7 ms that a frame lasts at 60 a second',
        ratio: value / (1_000 / 60),
        holds: value <= FRAME_BUDGET_MS && calls <= CALLS_BUDGET,
        detail: `${racks.toLocaleString('en')} racks and their probes, ${calls} draw calls; median of ${times.length} frames, p95 ${quantile(times, 0.95).toFixed(1)} ms; WebGL drawn by the processor, whose time is not JavaScript but shares the cores`,
      }
    },
  },
  {
    name: 'the same picture while nothing changes',
    budget: '0 frames',
    run: async () => {
      const { idle } = await measured()
      return { value: idle.length, unit: 'frames', holds: idle.length === 0, detail: `in ${IDLE_SECONDS} s` }
    },
  },
]
