import { expect, test } from 'vitest'
import { estateReference } from './reference.ts'

const HEAD = `# Reference of the estate language

Made from the schema in \`twin/estate/schema\`; \`oblak estate schema\` prints the same as JSON Schema, for editors. How to write an estate is in
[estate.md](estate.md).

`

test('docs/estate-reference.md says what the schema says (vitest -u writes it anew)', async () => {
  await expect(HEAD + estateReference()).toMatchFileSnapshot('../../../docs/estate-reference.md')
})

test('every kind of thing has its place in it', () => {
  const kinds = [...estateReference().matchAll(/^## `kind: (.*)`$/gm)].map(([, kind]) => kind)
  expect(kinds.sort()).toEqual(
    [
      ...['site', 'building', 'plot', 'room', 'row', 'rack', 'device', 'utility', 'generator', 'transformer', 'ups'],
      ...['power-panel', 'power-feed', 'rack-pdu', 'crah', 'chiller', 'probe', 'solar', 'meter', 'monitor', 'group'],
    ].sort(),
  )
})
