import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { transliterate } from './transliterate.ts'

describe('transliteration to Latin', () => {
  it('follows the alphabet, digraphs and all', () => {
    expect(transliterate('Љубичица, Његош и џез: ћевап, ђак, чаша, шума, жаба')).toBe(
      'Ljubičica, Njegoš i džez: ćevap, đak, čaša, šuma, žaba',
    )
    expect(transliterate('аутомат за гашење пожара')).toBe('automat za gašenje požara')
  })

  it('writes digraphs in capitals within a word of capitals', () => {
    expect(transliterate('ЉУБАВ и ЊЕГОШ, КОЊ')).toBe('LJUBAV i NJEGOŠ, KONJ')
  })

  it('leaves names, acronyms, units and placeholders in Latin as they are', () => {
    expect(transliterate('Снага {value} kW, GDC Kragujevac, PUE, {count} рекова')).toBe(
      'Snaga {value} kW, GDC Kragujevac, PUE, {count} rekova',
    )
  })

  it('applied twice is applied once, and leaves no Serbian Cyrillic', () => {
    const letters = 'абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ -{}kW'
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...letters) }), (text) => {
        const once = transliterate(text)
        expect(transliterate(once)).toBe(once)
        expect(/[\u0400-\u04ff]/.test(once)).toBe(false)
      }),
    )
  })
})
