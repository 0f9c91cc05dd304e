import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordedIo } from '../../twin/kit/testing/recorded-io.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { givenCatalogueOptions } from './catalogue-options.ts'

const DIGEST = `sha256:${'0'.repeat(64)}`

/** What is made of a lock of this text. */
async function given(text: string | undefined) {
  await using folder = await temporaryFolder()
  if (text !== undefined) await writeFile(join(folder.path, 'lock.json'), text)
  const { io } = recordedIo({ workingFolder: folder.path })
  const options = { images: 'lock.json', adopt: ['belgrade/evisa'] }
  // Awaited here: the folder goes when this ends.
  return await givenCatalogueOptions({ args: [], options, json: false, io, signal: new AbortController().signal })
}

describe('a call about the catalogue', () => {
  it('gives the image lock of a file, and the namespaces that are there already', async () => {
    const images = { registry: 'registry.oblak.rs', basis: 'released', images: { 'evisa/store': DIGEST } }
    expect(await given(JSON.stringify(images))).toEqual({ images, adopt: ['belgrade/evisa'] })
  })

  it('without a file takes the shipped lock', async () => {
    const { io } = recordedIo({ workingFolder: '/' })
    expect(
      await givenCatalogueOptions({ args: [], options: {}, json: false, io, signal: new AbortController().signal }),
    ).toEqual({ adopt: [] })
  })

  it('is refused with status 2 where there is no file', async () => {
    await expect(given(undefined)).rejects.toMatchObject({ code: 'file', status: 2, message: /there is none/ })
  })

  it('is refused with file, line and what is wrong: a digest that is none, a basis that there is not', async () => {
    const text = `{\n  "registry": "r",\n  "basis": "guessed",\n  "images": {"a/b": "sha256:12"}\n}`
    const error = await given(text).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'file', status: 2 })
    expect(String(error)).toContain('lock.json:3:3: basis is none of what is allowed')
    expect(String(error)).toMatch(/lock\.json:4:14: a\/b is not allowed[\s\S]*64 hexadecimal digits/)
  })
})
