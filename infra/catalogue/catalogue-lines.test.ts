import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalogueLines } from './catalogue-lines.ts'
import { STATE_CATALOGUE } from './state-catalogue.ts'

it('every service and workload of the catalogue has the line of its name in the file of its service', () => {
  const lineOf = catalogueLines()
  for (const { name, workloads } of STATE_CATALOGUE) {
    for (const word of [name, ...workloads.map((workload) => workload.name)]) {
      const [file = '', line] = lineOf(name, word)?.split(':') ?? []
      expect(file).toBe(`infra/catalogue/services/${name}.ts`)
      expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]?.trim()).toBe(`name: '${word}',`)
    }
  }
})

it('what is not in the catalogue has no line', () => {
  expect(catalogueLines()('none')).toBeUndefined()
  expect(catalogueLines()('evisa', 'none')).toBeUndefined()
})
