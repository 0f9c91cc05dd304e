import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { createTranslator } from '../i18n/translator.ts'
import { createWebEstate } from '../state/web-estate.ts'
import { thingTrail } from './thing-trail.ts'

const built = new PowerEstate().room('hall').rack('hall/rack').ups('power/ups', { from: [] }).build()
const things = ['s', 's/hall', 's/hall/rack', 's/power/ups'].flatMap((path) => built.find(path) ?? [])
const estate = createWebEstate({ name: 'Test', version: '1', extent: things.length, things })
const trail = (path: string) => thingTrail(estate, path, createTranslator('en'))

test('a thing is named with what holds it, without words of its path that are no thing', () => {
  expect(trail('s/hall/rack')).toBe('hall / rack')
  expect(trail('s/power/ups')).toBe('ups')
})

test('a device in a rack and its parts, which the page does not know, are named by the ends of their paths', () => {
  expect(trail('s/hall/rack/server')).toBe('hall / rack / server')
  expect(trail('s/hall/rack/server/supply-2')).toBe('hall / rack / server / supply-2')
})
