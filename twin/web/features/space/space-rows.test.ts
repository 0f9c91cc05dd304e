import { expect, test } from 'vitest'
import type { CapacityView } from '../../../protocol/planning.ts'
import { createTranslator } from '../../i18n/translator.ts'
import { spaceRows } from './space-rows.ts'

const whole = (path: string) => `the rack of ${path}`

const place = {
  ...{ path: 's/rack', kind: 'rack', racks: 1, binding: 'space' },
  space: {
    ...{ units: 42, taken: 22, free: 20, largestRun: 18, efficiency: 0.9, largestHalfDepthRun: 0 },
    runs: [],
    fits: [
      { units: 1, devices: 20 },
      { units: 10, devices: 1 },
    ],
    zeroU: { used: 2, places: 0, unknown: 1 },
  },
  weight: { used: { value: 350, unknown: 1 }, limit: { value: 1200, unknown: 0 } },
  floor: {
    load: { rack: 's/rack', value: 331, atLeast: true, limit: 1500 },
    point: { rack: 's/rack', value: 117, atLeast: true, limit: null },
    ...{ beyond: 0, unknown: 1 },
  },
  ports: {
    ...{ offered: 56, wanted: 40, free: 16, unknown: 0, devices: 1, racks: 1 },
    where: [{ path: 's/rack/leaf-1', ports: 56, position: 41, face: 'rear' }],
  },
} as unknown as CapacityView['places'][number]

test('the space of a rack is told with what is known only in part, and where its switches are', () => {
  const rows = new Map(
    spaceRows(place, createTranslator('en'), whole).map(({ key, text }) => [key, text.replaceAll(/\s/g, ' ')]),
  )
  expect(rows.get('space.units')).toBe('22 U / 42 U · largest free run 18 U')
  expect(rows.get('space.fits')).toBe('20 × 1 U · 1 × 10 U')
  expect(rows.get('space.zeroU')).toBe('2, limit not known')
  expect(rows.get('space.weight')).toBe('at least 350 kg / 1,200 kg')
  expect(rows.get('space.floor')).toBe('at least 331 kg/m² / 1,500 kg/m²')
  expect(rows.get('space.foot')).toBe('at least 117 kg, limit not known')
  expect(rows.get('space.ports')).toBe('56 offered, 40 needed by what stands here · 16 free')
  expect(rows.get('space.switches')).toBe('leaf-1 U41 Rear')
})

test('ports that nobody counts are not known, and what a rack of many is fullest is named', () => {
  const hall = { ...place, kind: 'room', ports: { ...place.ports, free: null, where: [] } }
  const rows = new Map(spaceRows(hall, createTranslator('en'), whole).map(({ key, text }) => [key, text]))
  expect(rows.get('space.ports')).toContain('free not known')
  expect(rows.get('space.floor')).toMatch(/ · the rack of s\/rack$/)
  expect(rows.has('space.switches')).toBe(false)
})
