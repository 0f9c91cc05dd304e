import { expect, it } from 'vitest'
import { minuteText, readMinute } from './minute-text.ts'

it('every minute of a day is read as it is written', () => {
  for (let minute = 0; minute < 1440; minute++) expect(readMinute(minuteText(minute))).toBe(minute)
  expect(minuteText(870)).toBe('14:30')
})

it('what is no time of a day is none', () => {
  for (const text of [null, '', '24:00', '12:60', '9:30', '12.30']) expect(readMinute(text)).toBeUndefined()
})
