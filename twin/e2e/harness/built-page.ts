import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'

/** The page as users get it, built into a folder that goes with the test. */
export async function builtPage(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await temporaryFolder()
  await promisify(execFile)(
    process.execPath,
    [
      ...['node_modules/vite/bin/vite.js', 'build', '--mode', 'web', '--logLevel', 'error'],
      ...['--outDir', folder.path, '--emptyOutDir', 'false'],
    ],
    { env: { ...process.env, NODE_ENV: 'production' } },
  )
  return folder
}
