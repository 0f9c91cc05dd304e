import type { Page } from 'playwright-core'
import type { BuildOutView } from '../../protocol/build-out.ts'

/** From now on a page is told this programme in place of the server's; risk and supply are the server's still. */
export async function answerBuildOut(page: Page, view: BuildOutView): Promise<void> {
  await page.route(/\/api\/build-out\?/, (route) => route.fulfill({ json: view }))
}
