import { describe, expect, test } from 'vitest'
import { lineDiff } from './line-diff.ts'
import { migrateFile } from './migrate-file.ts'

const old = `# Ours.
schema: 1
things:
  site: # by the river
    kind: site
    things:
      hall-[1-2]: {kind: room, floorLoad: 1500 kg, note: floorLoad 12 kg}
      store:
        floorLoad: "1.5 t"
        kind: room
      plant: {kind: building, floorLoad: 3 kg}
`

describe('a file of version 1', () => {
  test('becomes one of version 2: floor loads per square metre, all else as it was', () => {
    expect(migrateFile(old, 1)).toBe(
      old
        .replace('schema: 1', 'schema: 2')
        .replace('floorLoad: 1500 kg,', 'floorLoad: 1500 kg/m2,')
        .replace('"1.5 t"', '1.5 t/m2'),
    )
  })

  test('is shown by the lines that change', () => {
    expect(lineDiff('a.yaml', old, migrateFile(old, 1))).toBe(
      [
        '--- a.yaml',
        '+++ a.yaml',
        '@@ -2 +2 @@',
        '-schema: 1',
        '+schema: 2',
        '@@ -7 +7 @@',
        '-      hall-[1-2]: {kind: room, floorLoad: 1500 kg, note: floorLoad 12 kg}',
        '+      hall-[1-2]: {kind: room, floorLoad: 1500 kg/m2, note: floorLoad 12 kg}',
        '@@ -9 +9 @@',
        '-        floorLoad: "1.5 t"',
        '+        floorLoad: 1.5 t/m2',
      ].join('\n'),
    )
  })

  test('that is of the present version already stays', () => {
    expect(migrateFile(old.replace('schema: 1', 'schema: 2'), 2)).toBe(old.replace('schema: 1', 'schema: 2'))
  })
})
