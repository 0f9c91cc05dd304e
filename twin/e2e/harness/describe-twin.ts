import { afterAll, afterEach, beforeAll, inject } from 'vitest'
import { describeWith } from '../../kit/testing/real-part.ts'
import { type SharedBrowser, sharedBrowser } from './shared-browser.ts'
import { startTwin, type TwinUnderTest } from './twin-under-test.ts'

/** What is there from the first test on. */
export interface TwinInBrowser {
  readonly twin: TwinUnderTest
  readonly browser: SharedBrowser
}

/** Tests that share one twin, started before the first and ended after the last, and a real browser. Its pages end with the test. */
export function describeTwin(name: string, tests: (the: TwinInBrowser) => void): void {
  describeWith(['chromium'], name, () => {
    let twin: TwinUnderTest | undefined
    let browser: SharedBrowser | undefined
    beforeAll(async () => {
      twin = await startTwin(inject('pageFolder'))
      browser = await sharedBrowser()
    })
    afterEach(() => browser?.endTest())
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
