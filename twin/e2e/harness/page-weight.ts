import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'

/** Bytes, gzipped, of all that the first screen loads. */
export const SHELL_BUDGET = 190_000
/** Bytes, gzipped, of the picture in three dimensions, loaded after it. */
export const SCENE_BUDGET = 260_000

/** Scripts and styles that the page has loaded so far, by the names of their files. */
export function loadedAssets(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    ...new Set(
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => /^\/assets\/.*\.(js|css)$/.test(path))
        .map((path) => path.slice('/assets/'.length)),
    ),
  ])
}

/** Bytes of built assets, each gzipped. @param pageFolder of the built page */
export async function gzippedBytes(pageFolder: string, names: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    names.map(async (name) => gzipSync(await readFile(join(pageFolder, 'assets', name))).length),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** The script of the picture in three dimensions. @throws Error where there is not exactly one */
export async function sceneAsset(pageFolder: string): Promise<string> {
  const [name, ...more] = (await readdir(join(pageFolder, 'assets'))).filter((file) => /^scene-view.*\.js$/.test(file))
  if (name === undefined || more.length > 0) throw new Error('the build has not exactly one script of the picture')
  return name
}
