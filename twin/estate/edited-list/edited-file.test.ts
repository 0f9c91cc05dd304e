import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { EditedFile } from './edited-file.ts'

/** A file of lines, how many letters of it were read each time, and a line that comes to it. */
async function opened() {
  const folder = await temporaryFolder()
  const path = join(folder.path, 'lines.txt')
  const read: number[] = []
  const file = new EditedFile<readonly string[]>(path, {
    none: [],
    read: (bytes) => {
      read.push(bytes.length)
      return new TextDecoder().decode(bytes).split('\n').slice(0, -1)
    },
  })
  const add = (line: string, alone = `${line}\n`) =>
    file.change((text, value) => ({
      ...{ text: `${text}${line}\n`, result: value.length, expected: [...value, line] },
      added: { alone, expected: [line] },
    }))
  return { ...{ path, file, read, add }, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}

test('what comes to a file is read alone, and what is known of the rest is not read again', async () => {
  await using lines = await opened()
  const { add, file, path, read } = lines
  await writeFile(path, 'long and old\n')
  await file.read()
  expect(await add('new')).toBe(1)
  expect(await file.read()).toMatchObject({ value: ['long and old', 'new'] })
  expect(await add('last')).toBe(2)
  expect(read).toEqual([13, 4, 5])
  expect(await readFile(path, 'utf8')).toBe('long and old\nnew\nlast\n')
  const { version } = await file.read()
  await using others = await opened()
  await writeFile(others.path, await readFile(path))
  expect((await others.file.read()).version).toBe(version)
})

test('what somebody else has written meanwhile is read before it is added to', async () => {
  await using lines = await opened()
  const { add, file, path, read } = lines
  await add('one')
  await writeFile(path, 'other\n')
  expect(await add('two')).toBe(1)
  expect((await file.read()).value).toEqual(['other', 'two'])
  expect(read).toEqual([4, 6, 4])
})

test('what does not say what it must is not written', async () => {
  await using lines = await opened()
  const { add, path } = lines
  await add('one')
  await expect(add('two', 'three\n')).rejects.toThrow('cannot be edited here')
  expect(await readFile(path, 'utf8')).toBe('one\n')
})
