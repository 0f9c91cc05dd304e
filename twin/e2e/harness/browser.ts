import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findPart } from '../../kit/testing/real-part.ts'

/** Nothing is fetched from outside, and WebGL is drawn in software where there is no graphics card. */
const FLAGS = [
  ...[
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
  ],
  ...['--disable-sync', '--enable-unsafe-swiftshader', '--use-angle=swiftshader'],
]

/** A browser, and pages that remember what they complained of. */
export interface TestBrowser extends AsyncDisposable {
  readonly browser: Browser
  open(url: string, options?: OpenOptions): Promise<WatchedPage>
}

export interface OpenOptions
  extends Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'reducedMotion' | 'acceptDownloads'> {
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
    args: [...FLAGS, ...extraFlags],
  })
  return {
    browser,
    open: (url, options) => open(browser, url, options),
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

async function open(browser: Browser, url: string, options: OpenOptions = {}): Promise<WatchedPage> {
  const { language = 'en', ...context } = options
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 720 }, ...context })).newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  // Only where nothing is remembered yet, so that a test can see that a choice is.
  await page.addInitScript((chosen) => {
    if (localStorage.getItem('oblak.settings') === null) {
      localStorage.setItem('oblak.settings', JSON.stringify({ language: chosen }))
    }
  }, language)
  await page.goto(url)
  return { page, complaints: () => complaints }
}
