import { expect, it } from 'vitest'
import { compassInk } from './overlay-ink.ts'

it('the saved compass points where north is: a quarter turn puts the tip to the right', () => {
  const [north] = compassInk(90, 400, 'white')
  expect(north).toMatchObject({ x: 378, y: 22, fill: 'white' })
  expect(north?.d.replaceAll('-0.00', '0.00')).toBe('M10.00 0.00L-3.00 4.00L0.00 0.00L-3.00 -4.00Z')
})
