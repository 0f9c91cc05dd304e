import { App, LocalBackend, TerraformStack } from 'cdktf'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'

/** An app of CDKTF in a folder that goes with the test: `await using in = await appFolder()`. */
export async function appFolder(config: { readonly skipValidation?: boolean } = {}) {
  const folder = await temporaryFolder()
  const app = new App({ outdir: folder.path, ...config })
  return { app, path: folder.path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}

/** A stack with a backend and nothing else. */
export function bareStack(app: App, name = 'bare'): TerraformStack {
  const stack = new TerraformStack(app, name)
  new LocalBackend(stack, { path: 'state.tfstate' })
  return stack
}
