import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'

/** One import statement of the tree: from which file, of which file (from the root) or package. */
export interface ImportLine {
  readonly from: string
  readonly line: number
  /** `twin/model/path.ts`, or the package as written: `three/webgpu`. */
  readonly to: string
  readonly ours: boolean
}

const SOURCE = /\.(ts|tsx)$/
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** All source files below the folders, as paths from the root. */
export function sourceFiles(root: string, folders: readonly string[]): string[] {
  const found: string[] = []
  const walk = (folder: string) => {
    if (!existsSync(folder)) return
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (SOURCE.test(entry.name)) found.push(relative(root, path).replaceAll('\\', '/'))
    }
  }
  for (const folder of folders) walk(join(root, folder))
  return found.sort()
}

/** The imports of one file's text. */
export function importsOf(file: string, text: string): ImportLine[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? ''
    const ours = specifier.startsWith('.')
    return {
      from: file,
      line: text.slice(0, (match.index ?? 0) + match[0].indexOf(specifier)).split('\n').length,
      to: ours ? posix.join(dirname(file), specifier) : specifier,
      ours,
    }
  })
}

/** The imports of all files. */
export function readImports(root: string, files: readonly string[]): ImportLine[] {
  return files.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')))
}
