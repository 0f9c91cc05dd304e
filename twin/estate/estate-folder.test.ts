import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../kit/testing/temporary-folder.ts'
import { readEstateFolder } from './estate-folder.ts'
import { loadEstate } from './load-estate.ts'
import { smallEstate } from './testing/small-estate.ts'

test.each(['niš.yaml', 'ниш.yml', 'my estate (1).YAML', '東京.yaml'])('%s is an estate file', async (name) => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, name), smallEstate())
  expect((await loadEstate(folder.path)).estate.ofKind('rack')).toHaveLength(4)
})

test.each(['a\u001b[2Jb.yaml', `${'x'.repeat(120)}.yaml`])('%j is refused with the rule', async (name) => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, name), smallEstate())
  const { files, refused } = await readEstateFolder(folder.path)
  expect(files.size).toBe(0)
  expect(refused).toMatchObject([{ file: name, message: expect.stringContaining('100 characters') }])
})

test('what an editor leaves beside the files is passed over', async () => {
  await using folder = await temporaryFolder()
  for (const name of ['.a.yaml', 'a.yaml~', 'a.yaml.bak', 'a.yaml'])
    await writeFile(join(folder.path, name), smallEstate())
  const { files, refused } = await readEstateFolder(folder.path)
  expect([[...files.keys()], refused]).toEqual([['a.yaml'], []])
})

test('what is reserved lies beside the files of the estate and is none of them', async () => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'estate.yaml'), smallEstate())
  const { version } = (await loadEstate(folder.path)).estate
  await writeFile(join(folder.path, 'reservations.yaml'), 'version: 1\nreservations: []\n')
  await writeFile(join(folder.path, 'programme.yaml'), 'version: 1\n')
  expect((await loadEstate(folder.path)).estate.version).toBe(version)
})
