import type { Page } from 'playwright-core'
import { GATHER_MS } from '../../../sensors/pipeline/intake.ts'
import type { Benchmark } from '../../kit/bench/benchmark.ts'
import { quantile } from '../../kit/bench/quantile.ts'
import { epochMs } from '../../model/units.ts'
import { preciseNow } from '../../server/testing/precise-now.ts'
import { smallEstate } from '../../server/testing/small-estate.ts'
import { socketViewer } from '../../server/testing/socket-viewer.ts'
import { emitSteadily, PACE_MS } from '../../server/testing/steady-readings.ts'
import type { SyntheticFeed } from '../../server/testing/synthetic-feed.ts'
import { startSyntheticServer } from '../../server/testing/synthetic-server.ts'
import { startBrowser } from '../harness/browser.ts'
import { builtPage } from '../harness/built-page.ts'
import { watchScene } from '../harness/scene-watch.ts'

const SOCKETS = 49
const READINGS_A_SECOND = 20_000
const WARM_SECONDS = 8
const SECONDS = 48
const BUDGET_MS = 250
const HALL = 'belgrade/hall-1'
const RACK = `${HALL}/row-a/rack-02`
/** Long enough for one value to arrive before the next is said, and no multiple of the pace. */
const MARK_MS = 437

/** Says values that no other intake reaches, each higher than the one before; when each was said, by value. */
async function sayMarks(feed: SyntheticFeed, seconds: number): Promise<ReadonlyMap<number, number>> {
  const said = new Map<number, number>()
  const point = `${RACK}/intake-top/temperature`
  const begun = performance.now()
  for (let count = 0; performance.now() - begun < seconds * 1000; count++) {
    const value = 30 + count / 32
    feed.hold(point, value)
    said.set(value, preciseNow())
    feed.say(point, value, preciseNow())
    await new Promise((resolve) => setTimeout(resolve, MARK_MS))
  }
  return said
}

/** How far the page's clock is ahead of ours: of many answers the quickest is the truest. */
async function clockAhead(page: Page): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, ahead: 0 }
  for (let round = 0; round < 50; round++) {
    const before = preciseNow()
    const theirs = await page.evaluate(() => performance.timeOrigin + performance.now())
    const took = preciseNow() - before
    if (took < best.took) best = { took, ahead: theirs - before - took / 2 }
  }
  return best.ahead
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: "reading to a browser's upload for drawing: 20,000 readings/s, 1,296 racks in three dimensions, 49 socket clients beside it",
    budget: 'p99 ≤ 250 ms from the reading',
    run: async () => {
      await using built = await builtPage()
      const estate = smallEstate(72, 18)
      await using started = await startSyntheticServer({
        estate,
        webFolder: built.path,
        clock: () => epochMs(preciseNow()),
      })
      const { feed, server } = started
      await using browser = await startBrowser()
      const page = await browser.browser.newPage({ viewport: { width: 1280, height: 720 } })
      await page.addInitScript(watchScene, { thing: estate.find(RACK)?.index ?? 0, draws: false })
      await page.goto(`${server.url}/sites/${HALL}?view=3d&mode=temperature`)
      await page.locator('[data-ready=true]').waitFor()
      const ahead = await clockAhead(page)
      const leave = await Promise.all(
        Array.from({ length: SOCKETS }, (_, number) => socketViewer(server.url, number, () => undefined)),
      )
      await emitSteadily(feed, READINGS_A_SECOND, WARM_SECONDS)
      const [said] = await Promise.all([sayMarks(feed, SECONDS - 1), emitSteadily(feed, READINGS_A_SECOND, SECONDS)])
      const { uploads, frames } = await page.evaluate(() => globalThis.sceneWatch)
      for (const go of leave) go()
      // The values rise: the picture has caught up with a reading once it has that one or a later one.
      const latencies = [...said].map(([value, at]) => {
        const caughtUp = uploads.find((upload) => upload.value >= value)
        return (caughtUp ? caughtUp.at - ahead : preciseNow()) - at + GATHER_MS
      })
      const value = quantile(latencies, 0.99)
      return {
        value,
        unit: 'ms',
        against: `what a reading waits by design: ${GATHER_MS} ms for its batch, ${PACE_MS - GATHER_MS} ms for the frame`,
        ratio: value / PACE_MS,
        holds: value <= BUDGET_MS,
        detail: `${latencies.length} readings, median ${quantile(latencies, 0.5).toFixed(0)} ms, each with the whole wait for the batch; the draw calls themselves left out, for want of a graphics card; ${(frames.length / (WARM_SECONDS + SECONDS)).toFixed(1)} pictures/s, beside server and clients`,
      }
    },
  },
]
