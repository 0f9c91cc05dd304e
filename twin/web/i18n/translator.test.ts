import { describe, expect, it } from 'vitest'
import { stateCode } from '../../model/quantity.ts'
import { BUILD_OUT_TEXTS } from './late-texts.ts'
import { createTranslator } from './translator.ts'

const cyrillic = createTranslator('sr-Cyrl')
const latin = createTranslator('sr-Latn')
const english = createTranslator('en')

describe('counts', () => {
  it('take the Serbian plural: 1 and 21 one, 2 to 4 and 22 few, 5 and 11 other', () => {
    const racks = (count: number) => cyrillic.t('strip.racks', { count })
    expect([1, 2, 5, 11, 21, 22, 1080].map(racks)).toEqual([
      '1 рек',
      '2 река',
      '5 рекова',
      '11 рекова',
      '21 рек',
      '22 река',
      '1.080 рекова',
    ])
    expect(latin.t('strip.racks', { count: 2 })).toBe('2 reka')
    expect(english.t('strip.racks', { count: 1296 })).toBe('1,296 racks')
  })
})

describe('days', () => {
  it('have the month in the genitive in Serbian, in both scripts', () => {
    const months = ['01', '02', '04', '05', '06', '09', '11'].map((month) => `2027-${month}-03`)
    expect(months.map((iso) => cyrillic.day(iso))).toEqual([
      '3. јануара 2027.',
      '3. фебруара 2027.',
      '3. априла 2027.',
      '3. маја 2027.',
      '3. јуна 2027.',
      '3. септембра 2027.',
      '3. новембра 2027.',
    ])
    expect(latin.day('2027-10-31')).toBe('31. oktobra 2027.')
    expect(latin.day('2027-08-01')).toBe('1. avgusta 2027.')
    expect(english.day('2027-10-31')).toBe('October 31, 2027')
  })
})

describe('measured values', () => {
  it('have three significant digits, the decimal sign of the language, and their unit', () => {
    expect(cyrillic.measured(23.456, 'Cel')).toBe('23,5\u00a0°C')
    expect(english.measured(23.456, 'Cel')).toBe('23.5\u00a0°C')
    expect(english.measured(4_321, 'W')).toBe('4.32\u00a0kW')
    expect(english.measured(8_000_000, 'W')).toBe('8.00\u00a0MW')
    // Rounded they are the next step: never 1,000 W.
    expect(english.measured(999.7, 'W')).toBe('1.00\u00a0kW')
    expect(english.measured(-999_960, 'W')).toBe('-1.00\u00a0MW')
    expect(english.measured(999.4, 'W')).toBe('999\u00a0W')
    // What is switched off measures noise.
    expect(english.measured(0.000615, 'W')).toBe('0\u00a0W')
    expect(english.measured(0.728, 'W')).toBe('0.728\u00a0W')
    expect(english.figure(999.7, 'W', 4)).toBe('999.7\u00a0W')
    expect(english.measured(0.7, 'share')).toBe('70.0\u00a0%')
    expect(english.measured(0.98, '1')).toBe('0.980')
    expect(english.measured(300, 's')).toBe('5.00\u00a0min')
  })

  it('of memory step by 1,024 from GiB to TiB and PiB', () => {
    expect(english.figure(1_023, 'GiB')).toBe('1,023\u00a0GiB')
    expect(english.figure(1_024, 'GiB')).toBe('1\u00a0TiB')
    expect(cyrillic.figure(1_536, 'GiB')).toBe('1,5\u00a0TiB')
    // 14,100,622 over 1,048,576.
    expect(english.figure(14_100_622, 'GiB')).toBe('13.45\u00a0PiB')
    expect(english.figure(-14_100_622, 'GiB', 7)).toBe('-13.4474\u00a0PiB')
  })

  it('of a counter are read off in full, of a state are its word, of nothing a dash', () => {
    expect(english.measured(123_456_700, 'Wh')).toBe('123,456.7\u00a0kWh')
    expect(cyrillic.measured(stateCode('leak'), 'state')).toBe('цурење')
    expect(english.measured(Number.NaN, 'W')).toBe('–')
    expect(english.measured(null, 'W')).toBe('–')
    expect(english.measured(0, 'W')).toBe('0\u00a0W')
  })
})

describe('names and order', () => {
  it('follow the script of the language', () => {
    const hall = { name: 'Hall 1', nameSr: 'Сала 1' }
    expect([cyrillic, latin, english].map(({ nameOf }) => nameOf(hall))).toEqual(['Сала 1', 'Sala 1', 'Hall 1'])
    expect(latin.inScript('Сала 1, ред Б')).toBe('Sala 1, red B')
    expect(cyrillic.inScript('GDC Kragujevac')).toBe('GDC Kragujevac')
  })

  it('without a Serbian name are the one that there is', () => {
    expect(cyrillic.nameOf({ name: 'rack-07' })).toBe('rack-07')
    expect(cyrillic.nameOf({ name: 'Hall 1' })).toBe('Hall 1')
    expect([latin, english].map(({ nameOf }) => nameOf({ name: 'Ниш' }))).toEqual(['Niš', 'Niš'])
  })

  it('sort by the Serbian alphabet, with č after c and lj after l', () => {
    expect(['Ljig', 'Luk', 'Čačak', 'Cer', 'Đak', 'Džep', 'Dom'].sort(latin.compare)).toEqual([
      'Cer',
      'Čačak',
      'Dom',
      'Džep',
      'Đak',
      'Luk',
      'Ljig',
    ])
    expect(['rack-10', 'rack-2'].sort(english.compare)).toEqual(['rack-2', 'rack-10'])
  })

  it('knows texts of a place once they are there; before that their keys stand for them', () => {
    expect(createTranslator('en').t('buildOut.title')).toBe('buildOut.title')
    expect(createTranslator('en', BUILD_OUT_TEXTS).t('buildOut.title')).toBe('Build-out')
    expect(createTranslator('sr-Latn', BUILD_OUT_TEXTS).t('buildOut.title')).toBe('Izgradnja')
  })
})
