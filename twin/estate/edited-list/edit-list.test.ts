import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type EditedList, withEntry, withFieldIn, withoutEntry } from './edit-list.ts'

const LIST: EditedList = { field: 'entries', header: '# ours\nversion: 1\nentries:\n' }
const more = { name: 'gone', value: { by: 'Ana' } }

test('a field comes as one line at the end of the lines of its entry, and all else stays', () => {
  const text = withEntry(withEntry('', LIST, { id: 'a', list: ['x', 'y'] }), LIST, { id: 'b', note: 'one\ntwo\n' })
  expect(text).toBe(`# ours
version: 1
entries:
  - id: a
    list:
      - x
      - y
  - id: b
    note: |
      one
      two
`)
  const [a, b] = [withFieldIn(text, LIST, 'a', more) ?? '', withFieldIn(text, LIST, 'b', more) ?? '']
  expect(a).toBe(text.replace('      - y\n', '      - y\n    gone: { by: Ana }\n'))
  expect(b).toBe(`${text}    gone: { by: Ana }\n`)
  expect(withFieldIn(text, LIST, 'c', more)).toBeUndefined()
})

test.each([
  ['entries in braces', 'entries:\n  - {id: a, n: 1}\n  - {id: b}\n'],
  ['a list in brackets', 'entries: [{id: a, n: 1}, {id: b}]\n'],
  ['ends of lines of Windows', 'version: 1\r\nentries:\r\n  - id: a\r\n    n: 1\r\n  - id: b\r\n'],
  ['a field behind the list', 'entries:\n  - id: a\n    n: 1\n  - id: b\nversion: 1\n'],
])('in %s too, entries come, get a field and go', (_, text) => {
  const read = (from: string) => (parse(from) as { entries: unknown }).entries
  const marked = withFieldIn(text, LIST, 'a', more) ?? ''
  expect(read(marked)).toEqual([{ id: 'a', n: 1, gone: { by: 'Ana' } }, { id: 'b' }])
  expect(read(withEntry(marked, LIST, { id: 'c' }))).toHaveLength(3)
  expect(read(withoutEntry(marked, LIST, 'a') ?? '')).toEqual([{ id: 'b' }])
  expect(marked.includes('\r\n')).toBe(text.includes('\r\n'))
})
