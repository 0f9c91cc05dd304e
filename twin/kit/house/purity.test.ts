import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from './imports.ts'

const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.\w|\bprocess\.\w|\bsetTimeout\b|\bfetch\(/

describe('the pure folders', () => {
  it('use no clock, no random and no input or output: they get the time and the data as arguments', () => {
    const files = sourceFiles(process.cwd(), ['twin/model', 'twin/analysis']).filter(
      (file) => !/\.(test|bench)\.ts$/.test(file),
    )
    expect(files.length).toBeGreaterThan(10)
    const found = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((text, row) =>
          IMPURE.test(text) && !/^\s*(\*|\/\/)/.test(text) ? [`${file}:${row + 1} ${text.trim()}`] : [],
        ),
    )
    expect(found).toEqual([])
  })
})
