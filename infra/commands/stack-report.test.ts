import { expect, it } from 'vitest'
import { asPrinted, recordedIo } from '../../twin/kit/testing/recorded-io.ts'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { tellStacks } from './stack-report.ts'

it.each([
  ['practice', /no image has them/],
  ['released', /assumed: docs\/services\.md\.\n0 rules/],
  [undefined, /^0 rules/],
] as const)(
  'stacks whose images are %s are told as what they are, and that loads are assumed',
  async (images, words) => {
    const { io, messages } = recordedIo({ columns: 120, environment: {}, workingFolder: '/nowhere' })
    const call = { args: [], options: {}, json: false, io, signal: new AbortController().signal }
    const estate = await estateOf(siteWith(rowWith('rack-01: {kind: rack, type: served}')))
    const stack = { name: 'topology-nis', site: 'nis', after: [], resources: {}, services: [] }
    const report = { stacks: [stack], policies: [], gaps: [], unplaced: [], refusals: [], ...(images && { images }) }
    await tellStacks(
      call,
      async () => ({ estate }),
      async () => report,
    )
    expect(asPrinted(messages)).toMatch(words)
  },
)
