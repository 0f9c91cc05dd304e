import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseEstateText } from '../testing/read-estate-files.ts'
import { allThings, ofKind } from '../testing/written-things.ts'
import { expand } from './expand.ts'

const page = readFileSync(fileURLToPath(new URL('../../../docs/estate.md', import.meta.url)), 'utf8')

test('the example of docs/estate.md is an estate, with as many racks and servers as the page says', () => {
  const [, example = ''] = /```yaml\n(.*?)```/s.exec(page) ?? []
  const expansion = expand([parseEstateText('example.yaml', example)])
  expect(expansion.problems).toEqual([])
  const things = allThings(expansion)
  expect([ofKind(things, 'rack').length, ofKind(things, 'device').length]).toEqual([10, 90])
  expect(page).toContain('These lines are 10 racks with 90 servers')
})
