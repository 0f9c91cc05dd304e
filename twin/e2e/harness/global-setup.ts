import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findPart } from '../../kit/testing/real-part.ts'
import { BROWSER_FLAGS } from './browser.ts'
import { builtPage } from './built-page.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the page, built once for all files of tests. */
    readonly pageFolder: string
    /** Address of the browser that all files of tests share. */
    readonly browserAddress: string
  }
}

/** Builds the page and starts one browser before the first file of tests; the returned function ends both. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findPart('chromium')
  // Without it the tests are skipped, and say so.
  if (executablePath === undefined) return async () => undefined
  const page = await builtPage()
  const browser = await chromium.launchServer({ executablePath, args: [...BROWSER_FLAGS] })
  project.provide('pageFolder', page.path)
  project.provide('browserAddress', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await page[Symbol.asyncDispose]()
  }
}
