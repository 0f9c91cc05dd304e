import { afterAll, beforeAll } from 'vitest'
import { describeWith } from '../../kit/testing/real-part.ts'
import { startBrowser, type TestBrowser } from './browser.ts'
import { startTwin, type TwinUnderTest } from './twin-under-test.ts'

/** What is there from the first test on. */
export interface TwinInBrowser {
  readonly twin: TwinUnderTest
  readonly browser: TestBrowser
}

/** Tests that share one twin and one real browser, started before the first and ended after the last. */
export function describeTwin(name: string, tests: (the: TwinInBrowser) => void): void {
  describeWith(['chromium'], name, () => {
    let twin: TwinUnderTest | undefined
    let browser: TestBrowser | undefined
    beforeAll(async () => {
      twin = await startTwin()
      browser = await startBrowser()
    })
    afterAll(async () => {
      await browser?.[Symbol.asyncDispose]()
      await twin?.[Symbol.asyncDispose]()
    })
    const started = <T>(part: T | undefined): T => {
      if (part === undefined) throw new Error('the twin and the browser are there within tests only')
      return part
    }
    tests({
      get twin() {
        return started(twin)
      },
      get browser() {
        return started(browser)
      },
    })
  })
}
