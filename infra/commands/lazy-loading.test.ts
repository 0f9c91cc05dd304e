import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { infraCommands } from './infra-commands.ts'

/** CommonJS packages land here, by whatever kind of import. */
const isCdktfLoaded = () =>
  Object.keys(createRequire(import.meta.url).cache).some((file) => /[\\/]cdktf[\\/]/.test(file))

it('CDKTF is loaded by the first command that makes stacks, and not before', async () => {
  const command = infraCommands(async () => ({
    estate: await estateOf(siteWith(rowWith('rack-01: {kind: rack, type: served}'))),
  })).find(({ name }) => name === 'stacks')
  expect(isCdktfLoaded()).toBe(false)
  const io = { out: () => {}, message: () => {}, colour: false, columns: 80, environment: {}, workingFolder: '/' }
  await command?.run({ args: [], options: {}, json: true, io, signal: new AbortController().signal })
  expect(isCdktfLoaded()).toBe(true)
})
