import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { browserStorage, createSettings } from './settings.ts'

function storage(content?: string) {
  let held = content ?? null
  return {
    getItem: () => held,
    setItem: (_key: string, value: string) => {
      held = value
    },
    held: () => held,
  }
}

describe('settings', () => {
  it('begin in Serbian Cyrillic with the theme of the system', () => {
    const { language, theme } = createSettings(storage()).getState()
    expect({ language, theme }).toEqual({ language: 'sr-Cyrl', theme: 'system' })
  })

  it('are remembered', () => {
    const place = storage()
    createSettings(place).setState({ language: 'en', treeWidth: 300 })
    const { language, treeWidth } = createSettings(place).getState()
    expect({ language, treeWidth }).toEqual({ language: 'en', treeWidth: 300 })
  })

  it('live on where the browser keeps nothing', () => {
    const refused = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    const settings = createSettings({ getItem: () => null, setItem: refused })
    settings.setState({ theme: 'light' })
    expect(settings.getState().theme).toBe('light')
  })

  it('live on where the browser does not even let its storage be named', () => {
    const settings = createSettings(
      browserStorage(() => {
        throw new DOMException('denied', 'SecurityError')
      }),
    )
    settings.setState({ theme: 'light' })
    expect(settings.getState()).toMatchObject({ theme: 'light', language: 'sr-Cyrl' })
  })

  it('survive whatever stands in the storage', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.record({ language: fc.anything(), treeWidth: fc.anything() }).map((held) => JSON.stringify(held) ?? ''),
        ),
        (held) => {
          const { language, treeWidth } = createSettings(storage(held)).getState()
          expect(['sr-Cyrl', 'sr-Latn', 'en']).toContain(language)
          expect(treeWidth).toBeGreaterThanOrEqual(200)
          expect(treeWidth).toBeLessThanOrEqual(520)
        },
      ),
    )
  })
})
