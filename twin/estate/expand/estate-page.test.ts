import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { estateReference } from '../schema/reference.ts'
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

test('the table of docs/estate.md names every field that the schema needs', () => {
  const parts = estateReference().split('\n## `kind: ').slice(1)
  const needed = parts.flatMap((part) => {
    const kind = part.slice(0, part.indexOf('`'))
    return [...part.matchAll(/^\| `(\w+)` \|.*\| needed \|/gm)].map(([, field = '']) => ({ kind, field }))
  })
  const rowOf = (kind: string) => page.split('\n').find((line) => line.startsWith(`| \`${kind}\` |`)) ?? ''
  expect(needed).toContainEqual({ kind: 'crah', field: 'chilledBy' })
  expect(needed.filter(({ field, kind }) => !rowOf(kind).includes(`\`${field}\``))).toEqual([])
})
