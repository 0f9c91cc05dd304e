import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

/** Success criteria of WCAG 2.2, levels A and AA. */
const OPTIONS: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }

/**
 * The rules of WCAG 2.2 AA that a page breaks as it stands, each with where and why; none is well.
 *
 * @param within selector of a part that alone is looked at. @default the whole page
 */
export async function axeViolations(page: Page, within = 'html'): Promise<readonly string[]> {
  // Run in the page by the debugger, which the content security policy lets pass.
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const { violations } = (await page.evaluate(
    ([part, options]) =>
      (globalThis as unknown as { axe: { run(part: unknown, options: unknown): Promise<unknown> } }).axe.run(
        part,
        options,
      ),
    [within, OPTIONS] as const,
  )) as AxeResults
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`,
  )
}
