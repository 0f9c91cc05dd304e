import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { commands } from './main.ts'
import { runCommand } from './run-command.ts'

/** One command line of `oblak` in a text, and where it stands. */
interface Written {
  readonly where: string
  readonly words: readonly string[]
}

const root = join(import.meta.dirname, '..', '..')
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]
const examples = readdirSync(join(root, 'docs', 'examples')).map((name) => join('docs', 'examples', name))

describe('every command of oblak that the documentation shows is one that the program takes', () => {
  it.each(pages.map((page) => ({ page, written: ofPage(page) })).filter(({ written }) => written.length > 0))(
    'in $page',
    async ({ written }) => {
      expect(await refused(written)).toEqual([])
    },
  )

  it.each(examples)('in the pipeline of %s', async (example) => {
    const written = ofPipeline(example)
    expect(written.map(({ words }) => words.slice(0, 2).join(' ')).join('; ')).toMatch(/synth.*stacks.*plan check/)
    expect(await refused(written)).toEqual([])
  })

  it('and one that it does not take is found', async () => {
    const lines = ofShell(
      'a page',
      'npx oblak synth --out here --quietly && FOO=1 oblak stax # a comment\noblak plan check | less',
    )
    const said = await refused(lines)
    expect(said).toHaveLength(3)
    expect(said.join('\n')).toMatch(/--quietly.*stax.*missing required argument/s)
  })
})

/** What the program's own parser says against them; no command is run. */
async function refused(written: readonly Written[]): Promise<readonly string[]> {
  const parsedOnly = commands.map((command) => ({ ...command, run: () => Promise.resolve(0 as const) }))
  const faults: string[] = []
  for (const { where, words } of written) {
    const said: string[] = []
    const io = {
      out: () => undefined,
      message: (text: string) => said.push(text),
      colour: false,
      columns: 200,
      environment: {},
      workingFolder: root,
    }
    const status = await runCommand(parsedOnly, '0', words, io, new AbortController().signal)
    if (status !== 0) faults.push(`${where}: oblak ${words.join(' ')}: ${said.join(' ')}`)
  }
  return faults
}

/** Of the blocks that are for a shell. */
function ofPage(page: string): readonly Written[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```(?:sh|bash)\n(.*?)^```/gms)].flatMap(([, block = '']) => ofShell(page, block))
}

/** Of all scripts of all jobs, whatever system the pipeline is for. */
function ofPipeline(file: string): readonly Written[] {
  return scriptsOf(parse(readFileSync(join(root, file), 'utf8'))).flatMap((script) => ofShell(file, script))
}

function scriptsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(scriptsOf)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    /^(before_|after_)?script$|^run$/.test(key) ? [value].flat().map(String) : scriptsOf(value),
  )
}

function ofShell(where: string, text: string): readonly Written[] {
  const joined = text.replaceAll(/\\\n/g, ' ')
  return joined.split('\n').flatMap((line) =>
    line
      .replace(/(^|\s)#.*$/, '')
      .split(/&&|\|\|?|;|\$\(|\)/)
      .flatMap((part) => {
        const words = wordsOf(part)
        const at = words.findIndex((word) => /^oblak$|\/oblak\.mjs$/.test(word))
        return at < 0 ? [] : [{ where, words: words.slice(at + 1) }]
      }),
  )
}

/** Words as a shell splits them, without what is sent elsewhere. */
function wordsOf(line: string): readonly string[] {
  const plain = line.replaceAll(/\d?>>?\s*("[^"]*"|\S+)/g, ' ')
  return [...plain.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replaceAll(/["']/g, ''))
}
