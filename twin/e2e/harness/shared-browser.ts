import { type Browser, type CDPSession, chromium } from 'playwright-core'
import { inject } from 'vitest'
import { contextOptions, newPage, type OpenOptions, type WatchedPage } from './browser.ts'

export interface SharedOpenOptions extends OpenOptions {
  /** A page that is thrown away after the test, for what cannot be undone in it, such as another clock. @default false */
  readonly isFresh?: boolean
}

/** The browser that all files share. Their pages are their own. */
export interface SharedBrowser extends AsyncDisposable {
  /** A page that knows nothing of those of other tests. */
  open(url: string, options?: SharedOpenOptions): Promise<WatchedPage>
  /** Takes back the pages of the test that is over. */
  endTest(): Promise<void>
}

/** A page with a profile of its own, which one test after the other gets. */
interface KeptPage {
  readonly page: WatchedPage['page']
  readonly complaints: string[]
  readonly debugger: CDPSession
  /** Of the script that runs before those of the page. */
  script?: string
}

/**
 * Starting a page in a new profile takes the processor five times as long as leading one elsewhere, since all of its scripts are read and compiled anew.
 * So pages are kept, and made as new: what they store is deleted, nothing is answered in place of the server, and size, colours and pointer are set again.
 */
export async function sharedBrowser(): Promise<SharedBrowser> {
  const browser = await chromium.connect(inject('browserAddress'))
  const free: KeptPage[] = []
  const taken: KeptPage[] = []
  let opened = 0
  return {
    async open(url, { isFresh = false, ...options } = {}) {
      const kept = (isFresh ? undefined : free.pop()) ?? (await keep(browser))
      if (!isFresh) taken.push(kept)
      await lead(kept, url, options, String(opened++))
      return { page: kept.page, complaints: () => kept.complaints }
    },
    async endTest() {
      // Without those that the test closed itself.
      const back = taken.splice(0).filter(({ page }) => !page.isClosed())
      const others = browser
        .contexts()
        .filter((context) => ![...free, ...back].some(({ page }) => page.context() === context))
      await Promise.all(others.map((context) => context.close()))
      await Promise.all(back.map(putAway))
      free.push(...back)
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

async function keep(browser: Browser): Promise<KeptPage> {
  const { page, complaints } = await newPage(browser)
  const session = await page.context().newCDPSession(page)
  // Else scripts are taken and never run.
  await session.send('Page.enable')
  return { page, complaints, debugger: session }
}

async function lead(kept: KeptPage, url: string, options: OpenOptions, test: string): Promise<void> {
  const { page } = kept
  const { viewport, colorScheme, reducedMotion, language } = contextOptions(options)
  kept.complaints.length = 0
  await page.setViewportSize(viewport)
  await page.emulateMedia({ media: null, colorScheme, reducedMotion })
  const source = `(${asNew})(${JSON.stringify(test)}, ${JSON.stringify(language)})`
  const { identifier } = await kept.debugger.send('Page.addScriptToEvaluateOnNewDocument', { source })
  kept.script = identifier
  await page.goto(url)
}

/** Runs in the page before its scripts: deletes what earlier tests stored, once, so that a test can see what is remembered. */
function asNew(test: string, language: string): void {
  if (sessionStorage.getItem('test') === test) return
  localStorage.clear()
  sessionStorage.clear()
  sessionStorage.setItem('test', test)
  localStorage.setItem('oblak.settings', JSON.stringify({ language }))
}

async function putAway({ page, script, debugger: session }: KeptPage): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  if (script) await session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier: script })
  await page.goto('about:blank')
  await page.mouse.move(0, 0)
  await page.context().clearCookies()
}
