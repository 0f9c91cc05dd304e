import { describe, expect, it } from 'vitest'
import { createTranslator } from '../i18n/translator.ts'
import { pictureCaption } from './picture-caption.ts'
import { darkColours } from './testing/dark-colours.ts'

const now = Date.UTC(2026, 10, 25, 9, 30, 20)
const hall = {
  name: 'Hall 1',
  path: 'belgrade/hall-1',
  mode: 'temperature',
  theme: 'dark',
  now,
  newest: now - 5_000,
  simulated: false,
} as const
const translator = createTranslator('en')

describe('what a saved picture says', () => {
  it('is its place, its metric, when it was saved and how old its newest value is', () => {
    const { title, notes } = pictureCaption(hall, translator, darkColours)
    expect(title).toBe('Hall 1 · Intake air temperature')
    expect(notes).toEqual([
      `belgrade/hall-1 · saved ${translator.dateTime(now)} · newest value ${translator.dateTime(now - 5_000)}`,
    ])
  })

  it('has the ramp between the ends of its domain with their unit, no data, and the signs of health', () => {
    const { items } = pictureCaption(hall, translator, darkColours)
    const [ramp, ...others] = items
    expect(ramp?.lead).toMatch(/^\d+\s°C$/)
    expect(ramp?.text).toMatch(/^\d+\s°C$/)
    expect(others.map(({ text }) => text)).toEqual(['no data', 'critical', 'warning', 'unknown', 'ok'])
    const [critical] = others.slice(1)
    expect(critical?.sign[0]).toMatchObject({ fill: '#ff5a5f', stroke: '#ff5a5f' })
  })

  it('has no ramp for health, and tells what has no maximum for power', () => {
    const textsOf = (mode: 'health' | 'power') =>
      pictureCaption({ ...hall, mode }, translator, darkColours).items.map(({ text }) => text)
    expect(textsOf('health')).toEqual(['critical', 'warning', 'unknown', 'ok'])
    expect(textsOf('power')).toContain('no maximum set')
  })

  it('leaves out an age where nothing was measured yet or nothing ages', () => {
    const saved = `belgrade/hall-1 · saved ${translator.dateTime(now)}`
    expect(pictureCaption({ ...hall, newest: Number.NaN }, translator, darkColours).notes).toEqual([saved])
    expect(pictureCaption({ ...hall, mode: 'space' }, translator, darkColours).notes).toEqual([saved])
  })

  it('of what is built is the day, the signs of the states and the hour of the sun, in place of what is measured', () => {
    const sunAt = { day: '2027-06-21', minute: 14 * 60 + 30 }
    const built = { ...hall, mode: 'health', isCampus: true, built: { day: '2027-06-21' }, sunAt } as const
    const { title, notes, items } = pictureCaption(built, translator, darkColours)
    expect(title).toBe(`Hall 1 · ${translator.day('2027-06-21')}`)
    expect(notes[0]).toContain(`sun of ${translator.day('2027-06-21')}, 14:30`)
    expect(notes[0]).not.toContain('newest')
    expect(items.map(({ text }) => text)).toEqual(['planned', 'under construction', 'in use', 'late, in days'])
    expect(items[0]?.sign[0]).toMatchObject({ dash: [3, 2] })
  })

  it('says that the rooms are simulated where they are', () => {
    expect(pictureCaption({ ...hall, simulated: true }, translator, darkColours).notes[1]).toMatch(/simulator/)
  })
})
