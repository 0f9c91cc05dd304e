import type { CDPSession, Page } from 'playwright-core'
import type { Benchmark } from '../../kit/bench/benchmark.ts'
import { once } from '../../kit/bench/once.ts'
import { quantile } from '../../kit/bench/quantile.ts'
import { startSyntheticServer } from '../../server/testing/synthetic-server.ts'
import { madeUpProgramme } from '../../web/features/gantt/testing/made-up-view.ts'
import { answerBuildOut } from '../harness/answer-build-out.ts'
import { startBrowser } from '../harness/browser.ts'
import { builtPage } from '../harness/built-page.ts'

const ACTIVITIES = 5_000
const BUDGET_MS = 16
const FRAMES = 120

/** How far a frame goes: as a wheel does, and a whole screen at once as a dragged scrollbar does. */
const SCROLLS = {
  wheel: { down: 120, right: 0 },
  screens: { down: 1_000, right: 0 },
  sideways: { down: 0, right: 60 },
} as const
type ScrollName = keyof typeof SCROLLS

/** A chart of 5,000 activities on the page, scrolled frame by frame. */
async function scrollFigures() {
  await using built = await builtPage()
  await using started = await startSyntheticServer({ webFolder: built.path })
  await using browser = await startBrowser()
  const page = await browser.browser.newPage({ viewport: { width: 1280, height: 720 } })
  await page.addInitScript(() => localStorage.setItem('oblak.settings', JSON.stringify({ language: 'en' })))
  await answerBuildOut(page, madeUpProgramme(ACTIVITIES))
  await page.goto(`${started.server.url}/build-out?view=table`)
  const chart = page.getByRole('treegrid', { name: 'Gantt chart' })
  await chart.getByRole('row').nth(1).waitFor()
  // Free days, hatches and links are drawn at this scale, so it is the dearest.
  await page.getByRole('button', { name: 'month', exact: true }).click()
  const session = await page.context().newCDPSession(page)
  // Time that the page's thread was given, so that other programs on the machine do not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const figures: Partial<Record<ScrollName, readonly number[]>> = {}
  for (const name of Object.keys(SCROLLS) as ScrollName[]) figures[name] = await scrolled(page, session, name)
  const rows = Number(await chart.getAttribute('aria-rowcount')) - 1
  return { figures, rows, drawn: await chart.getByRole('row').count() }
}

/** JavaScript of each frame in milliseconds. */
async function scrolled(page: Page, session: CDPSession, name: ScrollName): Promise<readonly number[]> {
  await page.locator('.gantt-scroll').evaluate((element) => element.scrollTo(0, 0))
  await page.waitForTimeout(500)
  const times: number[] = []
  let before = await scriptSeconds(session)
  for (let frame = 0; frame < FRAMES; frame++) {
    await page.evaluate(scrollFrame, SCROLLS[name])
    const after = await scriptSeconds(session)
    times.push((after - before) * 1_000)
    before = after
  }
  return times
}

/** Scrolls, and waits until the frame in which that is seen is over. */
function scrollFrame({ down, right }: { readonly down: number; readonly right: number }): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      document.querySelector('.gantt-scroll')?.scrollBy(right, down)
      requestAnimationFrame(() => setTimeout(resolve))
    })
  })
}

async function scriptSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  const found = metrics.find(({ name }) => name === 'ScriptDuration')
  if (!found) throw new Error('the browser does not tell how long scripts ran')
  return found.value
}

const measured = once(scrollFigures)

function scroll(name: ScrollName, told: string): Benchmark {
  return {
    name: `Gantt of ${ACTIVITIES.toLocaleString('en')} activities, ${told}: JavaScript of a frame`,
    budget: `p95 ≤ ${BUDGET_MS} ms`,
    run: async () => {
      const { drawn, figures, rows } = await measured()
      const times = figures[name] ?? []
      const value = quantile(times, 0.95)
      return {
        value,
        unit: 'ms',
        against: `the ${BUDGET_MS} ms that a frame may cost`,
        ratio: value / BUDGET_MS,
        holds: value <= BUDGET_MS,
        detail: `${rows.toLocaleString('en')} rows, ${drawn} of them in the document; p95 of ${times.length} frames, median ${quantile(times, 0.5).toFixed(1)} ms, longest ${Math.max(...times).toFixed(1)} ms; time of the page's thread, rendering of rows and drawing of bars in it`,
      }
    },
  }
}

export const benchmarks: readonly Benchmark[] = [
  scroll('wheel', 'scrolled by 120 pixels a frame'),
  scroll('screens', 'scrolled by a thousand pixels a frame'),
  scroll('sideways', 'moved in time by 60 pixels a frame'),
]
