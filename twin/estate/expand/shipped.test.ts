import { describe, expect, test } from 'vitest'
import { readEstateFiles, SHIPPED } from '../testing/read-estate-files.ts'
import { expand } from './expand.ts'

const shipped = expand(readEstateFiles(SHIPPED))

describe('the shipped estate', () => {
  test('expands without a problem', () => {
    expect(
      shipped.problems.map(({ message, found, origin }) => [message, found, origin.file, origin.path.join('/')]),
    ).toEqual([])
  })

  test('has 1,080 racks in Kragujevac and 216 in Belgrade', () => {
    const racks = shipped.drafts.filter(({ thing }) => thing.kind === 'rack')
    const at = (site: string) => racks.filter(({ thing }) => thing.path.startsWith(`${site}/`)).length
    expect([at('kragujevac'), at('belgrade')]).toEqual([1080, 216])
  })
})
