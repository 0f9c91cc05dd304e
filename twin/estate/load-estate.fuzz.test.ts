import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../kit/testing/temporary-folder.ts'
import { EstateError } from './errors.ts'
import { shippedFolder } from './estate-folder.ts'
import { loadEstate } from './load-estate.ts'
import { smallEstate } from './testing/small-estate.ts'

const PIECES = [
  '[',
  ']',
  '{',
  '}',
  ': ',
  '- ',
  '\n',
  '  ',
  '&a ',
  '*a',
  '"',
  '|',
  '#',
  '$1',
  '[1-9]',
  '/',
  '-1',
  '1e9',
  'null',
  'things',
  'kind: rack',
  'from: ',
  '../..',
]

/** A place in the text, how much goes there, and what comes instead. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.oneof(fc.nat(3), fc.nat(200)),
  put: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 12 })),
})

function changed(
  text: string,
  changes: readonly { readonly at: number; readonly cut: number; readonly put: string }[],
) {
  let now = text
  for (const { at, cut, put } of changes) {
    const begin = Math.floor(at * now.length)
    now = now.slice(0, begin) + put + now.slice(begin + cut)
  }
  return now
}

async function outcome(folder: string): Promise<'loaded' | EstateError> {
  try {
    await loadEstate(folder, { writeIds: false })
    return 'loaded'
  } catch (error) {
    if (error instanceof EstateError) return error
    throw error
  }
}

describe('loading an estate', () => {
  test('of any text loads or tells what is wrong with places, never anything else', async () => {
    await using folder = await temporaryFolder()
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        await writeFile(join(folder.path, 'a.yaml'), changed(smallEstate(), changes))
        const came = await outcome(folder.path)
        if (came !== 'loaded') expect(came.diagnostics.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  test('of changed shipped files does so too', async () => {
    await using folder = await temporaryFolder()
    const catalogue = await readFile(join(shippedFolder(), 'catalogue.yaml'), 'utf8')
    const racks = await readFile(join(shippedFolder(), 'racks.yaml'), 'utf8')
    const belgrade = await readFile(join(shippedFolder(), 'belgrade.yaml'), 'utf8')
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), fc.nat(2), async (changes, which) => {
        for (const [at, text] of [catalogue, racks, belgrade].entries()) {
          await writeFile(join(folder.path, `${at}.yaml`), at === which ? changed(text, changes) : text)
        }
        await outcome(folder.path)
      }),
      { numRuns: 25 },
    )
  })

  test('of any file of indexes does so too', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'a.yaml'), smallEstate())
    await loadEstate(folder.path, { writeIds: true })
    const ids = await readFile(join(folder.path, 'estate.ids'), 'utf8')
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        await writeFile(join(folder.path, 'estate.ids'), changed(ids, changes))
        await outcome(folder.path)
      }),
      { numRuns: 100 },
    )
  })

  test('reads no links and no pipes, and nothing outside of the folder', async () => {
    await using folder = await temporaryFolder()
    await symlink('/etc/passwd', join(folder.path, 'a.yaml'))
    const came = await outcome(folder.path)
    expect(came).toMatchObject({ diagnostics: [{ file: 'a.yaml', message: expect.stringContaining('link') }] })
    await rm(join(folder.path, 'a.yaml'))
    expect(await outcome(folder.path)).toMatchObject({ code: 'missing' })
  })

  test('of a file above 8 MB is refused by its size', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'a.yaml'), Buffer.alloc((8 << 20) + 1, '#'))
    expect(await outcome(folder.path)).toMatchObject({
      diagnostics: [{ message: expect.stringContaining('8,388,608') }],
    })
  })

  test('whose indexes are not to be kept loads; one whose file of indexes is no file is refused', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'a.yaml'), smallEstate())
    const first = await loadEstate(folder.path, { writeIds: false })
    expect(first.ids).toMatchObject({ written: false, added: first.estate.extent })
    await mkdir(join(folder.path, 'estate.ids'))
    expect(await outcome(folder.path)).toMatchObject({ diagnostics: [{ file: 'estate.ids' }] })
  })
})
