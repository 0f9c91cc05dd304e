import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { loadEstate } from '../load-estate.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { timeZone } from './time-zone.ts'

test.each(['Europe/Belgrade', 'Asia/Kolkata', 'Asia/Calcutta', 'UTC', 'Etc/GMT-1'])('%s is a time zone', (name) => {
  expect(timeZone.safeParse(name).success).toBe(true)
})

test.each(['Europe/Nis', '+01:00', 'Belgrade', ''])('%j is none', (name) => {
  expect(timeZone.safeParse(name).success).toBe(false)
})

test('a wrong one is told with the nearest', async () => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'a.yaml'), smallEstate().replace('Europe/Belgrade', 'Europe/Belgrad'))
  await expect(loadEstate(folder.path)).rejects.toMatchObject({
    diagnostics: [
      {
        path: ['things', 'site', 'utcOffsetName'],
        found: 'Europe/Belgrad',
        allowed: 'a name of the IANA database',
        nearest: 'Europe/Belgrade',
      },
    ],
  })
})
