import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { appendedEntry, type EditedList, withEntry, withFieldIn, withoutEntry } from './edit-list.ts'

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

const entry = { id: 'z', note: 'one\n---\n  two', list: ['x'] }

test.each([
  ['entries as the program writes them', 'version: 1\nentries:\n  - id: a\n    note: |\n      one\n'],
  [
    'entries that stand further in, and comments',
    'version: 1\nentries: \n    # ours\n\n    - id: a\n      n: 1\n    # last\n',
  ],
  ['entries in braces', 'version: 1\nentries:\n  - {id: a,\n    n: 1}\n'],
])('what is appended without reading the text is what reading it gives: %s', (_, text) => {
  const appended = appendedEntry(text, LIST, entry)
  expect(appended?.text).toBe(withEntry(text, LIST, entry))
  expect(parse(appended?.alone ?? '')).toEqual({ version: 1, entries: [entry] })
})

test.each([
  ['nothing', ''],
  ['no entry yet', 'version: 1\nentries:\n'],
  ['a list in brackets', 'version: 1\nentries: [{id: a}]\n'],
  ['dashes at the left edge', 'version: 1\nentries:\n- id: a\n'],
  ['a field behind the list', 'entries:\n  - id: a\nversion: 1\n'],
  ['the end of a document', 'version: 1\nentries:\n  - id: a\n...\n'],
  ['a text that ends with blank lines', 'version: 1\nentries:\n  - id: a\n    note: |+\n      one\n\n'],
  ['a last line that is open', 'version: 1\nentries:\n  - id: a'],
  ['lines as of Windows', 'version: 1\r\nentries:\r\n  - id: a\r\n'],
  ['an entry that begins below its dash', 'version: 1\nentries:\n  -\n    id: a\n'],
])('is read where it is not plain how it stands: %s', (_, text) => {
  expect(appendedEntry(text, LIST, entry)).toBeUndefined()
})
