import { type Browser, chromium, type Page, type ViewportSize } from 'playwright-core'
import { findPart } from '../../kit/testing/real-part.ts'

/** Nothing is fetched from outside; WebGL is drawn in software where there is no graphics card, and the rest of the page without it, which costs far less. */
export const BROWSER_FLAGS: readonly string[] = [
  ...[
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
  ],
  ...['--disable-sync', '--enable-unsafe-swiftshader', '--use-angle=swiftshader-webgl'],
]

/** A browser, and pages that remember what they complained of. */
export interface TestBrowser extends AsyncDisposable {
  readonly browser: Browser
  open(url: string, options?: OpenOptions): Promise<WatchedPage>
}

export interface OpenOptions {
  /** @default 1280 by 720 */
  readonly viewport?: ViewportSize
  /** @default 'light' */
  readonly colorScheme?: 'light' | 'dark'
  /** @default 'no-preference' */
  readonly reducedMotion?: 'reduce' | 'no-preference'
  /** @default 'en' */
  readonly language?: 'sr-Cyrl' | 'sr-Latn' | 'en'
}

export interface WatchedPage {
  readonly page: Page
  /** Errors in the console and exceptions, since the page was opened. */
  complaints(): readonly string[]
}

/** @param extraFlags such as `--disable-software-rasterizer` and `--disable-gpu` for a browser without WebGL */
export async function startBrowser(extraFlags: readonly string[] = []): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: findPart('chromium') ?? 'chromium',
    args: [...BROWSER_FLAGS, ...extraFlags],
  })
  return {
    browser,
    open: (url, options) => open(browser, url, options),
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

/** The options of a page with what holds where one is left out. */
export function contextOptions(options: OpenOptions): Required<OpenOptions> {
  return {
    ...{ viewport: { width: 1280, height: 720 }, colorScheme: 'light', reducedMotion: 'no-preference', language: 'en' },
    ...options,
  }
}

/** An empty page in a profile of its own, and the list of its complaints, which grows. */
export async function newPage(
  browser: Browser,
  options: OpenOptions = {},
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const { language: _, ...context } = contextOptions(options)
  const page = await (await browser.newContext(context)).newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints }
}

async function open(browser: Browser, url: string, options: OpenOptions = {}): Promise<WatchedPage> {
  const { page, complaints } = await newPage(browser, options)
  // Only where nothing is remembered yet, so that a test can see that a choice is.
  await page.addInitScript((chosen) => {
    if (localStorage.getItem('oblak.settings') === null) {
      localStorage.setItem('oblak.settings', JSON.stringify({ language: chosen }))
    }
  }, options.language ?? 'en')
  await page.goto(url)
  return { page, complaints: () => complaints }
}
