import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { filesBelow } from './stacks-folder.ts'
import { writeWhole } from './write-whole.ts'

/** Writes the text of each file. */
const files = (texts: Readonly<Record<string, string>>) => async (draft: string) => {
  for (const [name, text] of Object.entries(texts)) {
    await mkdir(dirname(join(draft, name)), { recursive: true })
    await writeFile(join(draft, name), text)
  }
}

const FIRST = files({ 'stacks/one/cdk.tf.json': 'first', 'stacks/two/cdk.tf.json': 'first' })
const SECOND = files({ 'stacks/one/cdk.tf.json': 'second' })

describe('a folder of stacks', () => {
  it('is made where there is none, with the folders on the way, and takes an empty one', async () => {
    await using folder = await temporaryFolder()
    const out = join(folder.path, 'a', 'b', 'out')
    await writeWhole(out, FIRST)
    expect(await filesBelow(out)).toEqual(['oblak-synth.json', 'stacks/one/cdk.tf.json', 'stacks/two/cdk.tf.json'])
    await mkdir(join(folder.path, 'empty'))
    await writeWhole(join(folder.path, 'empty'), SECOND)
    expect(await filesBelow(join(folder.path, 'empty'))).toHaveLength(2)
  })

  it('is replaced whole: what is no more is gone, and nothing lies beside it', async () => {
    await using folder = await temporaryFolder()
    const out = join(folder.path, 'out')
    await writeWhole(out, FIRST)
    await writeWhole(out, SECOND)
    expect(await filesBelow(out)).toEqual(['oblak-synth.json', 'stacks/one/cdk.tf.json'])
    expect(await readFile(join(out, 'stacks/one/cdk.tf.json'), 'utf8')).toBe('second')
    expect(await readdir(folder.path)).toEqual(['out'])
  })

  it('stays as it was where writing fails half-way, and nothing lies beside it', async () => {
    await using folder = await temporaryFolder()
    const out = join(folder.path, 'out')
    await writeWhole(out, FIRST)
    const failing = writeWhole(out, async (draft) => {
      await SECOND(draft)
      throw new Error('a rule is broken')
    })
    await expect(failing).rejects.toThrow('a rule is broken')
    expect(await readFile(join(out, 'stacks/two/cdk.tf.json'), 'utf8')).toBe('first')
    expect(await readdir(folder.path)).toEqual(['out'])
    await expect(writeWhole(join(folder.path, 'new'), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await readdir(folder.path)).toEqual(['out'])
  })

  it('keeps what Terraform keeps in the folder of a stack that is still there', async () => {
    await using folder = await temporaryFolder()
    const out = join(folder.path, 'out')
    await writeWhole(out, FIRST)
    await files({
      'stacks/one/.terraform.lock.hcl': 'locked',
      'stacks/one/.terraform/providers/any': 'plugin',
      'stacks/two/.terraform.lock.hcl': 'locked',
    })(out)
    await writeWhole(out, SECOND)
    expect(await readFile(join(out, 'stacks/one/.terraform.lock.hcl'), 'utf8')).toBe('locked')
    expect(await readFile(join(out, 'stacks/one/.terraform/providers/any'), 'utf8')).toBe('plugin')
    expect(await readdir(join(out, 'stacks'))).toEqual(['one'])
  })

  it('is refused where it holds anything else, which stays: other files, a state, a file in its place, a link', async () => {
    await using folder = await temporaryFolder()
    const refused = async (name: string, message: RegExp) => {
      const before = await filesBelow(folder.path)
      await expect(writeWhole(join(folder.path, name), SECOND)).rejects.toThrow(
        expect.objectContaining({ code: 'folder', status: 2, message: expect.stringMatching(message) }),
      )
      expect(await filesBelow(folder.path)).toEqual(before)
    }
    await files({ 'other/notes.txt': 'mine', 'marked/oblak-synth.json': '{"madeBy":"somebody"}', file: '' })(
      folder.path,
    )
    await refused('other', /holds other things \(notes\.txt\)/)
    await refused('marked', /holds other things/)
    await refused('file', /no folder/)
    await refused('file/below', /a part of the path is a file/)

    await writeWhole(join(folder.path, 'out'), FIRST)
    await symlink(join(folder.path, 'out'), join(folder.path, 'link'))
    await refused('link', /no folder/)
    await writeFile(join(folder.path, 'out/stacks/two/terraform.tfstate'), '{}')
    await refused('out', /did not write \(stacks\/two\/terraform\.tfstate\), which would be lost/)
  })
})
