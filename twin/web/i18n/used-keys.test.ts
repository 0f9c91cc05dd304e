import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CATALOGUES } from './catalogue.ts'
import { BUILD_OUT_TEXTS } from './late-texts.ts'

const CATALOGUE_FOLDERS = /(?:^|[\\/])i18n[\\/](?:en|sr)[\\/]/
/** Facts of a thing whose value is a word: the key is made of the field's name and the value. */
const FACT_WORDS = ['use.']

function sourceOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !CATALOGUE_FOLDERS.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
}

it('every text of the catalogues is shown somewhere: its key stands in the page, whole or as the beginning of one that is put together', () => {
  const source = sourceOf(join(import.meta.dirname, '..'))
  const beginnings = [
    ...[...source.matchAll(/`([\w.-]+\.)\$\{/g)].map(([, beginning = '']) => beginning),
    ...FACT_WORDS,
  ]
  const unused = Object.keys({ ...CATALOGUES.en, ...BUILD_OUT_TEXTS.en }).filter(
    (key) => !source.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)),
  )
  expect(unused).toEqual([])
})
