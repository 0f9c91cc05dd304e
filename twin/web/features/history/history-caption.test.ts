import { expect, it } from 'vitest'
import { createTranslator } from '../../i18n/translator.ts'
import { historyCaption } from './history-caption.ts'
import type { Series } from './history-data.ts'

const series = (path: string, unit: string, mean: readonly (number | null)[]) => ({ path, unit, mean }) as Series

it('a saved chart names its lines as they are drawn, each with its last mean and unit', () => {
  const translator = createTranslator('en')
  const [from, to] = [Date.UTC(2026, 10, 24, 9), Date.UTC(2026, 10, 25, 9)]
  const { title, notes, items } = historyCaption(
    {
      ...{ thing: 'b/rack-1', from, to, theme: 'dark', simulated: false },
      series: [series('b/rack-1/front/temperature', 'Cel', [21, 22.5, null]), series('b/rack-1/power', 'W', [null])],
    },
    translator,
  )
  expect(title).toBe('b/rack-1 · History')
  expect(notes).toEqual([`${translator.dateTime(from)} – ${translator.dateTime(to)}`])
  expect(items.map(({ text }) => text)).toEqual(['front/temperature: 22.5\u00a0°C', 'power: –'])
  expect(items.map(({ sign }) => sign[0]?.dash)).toEqual([[], [8, 4]])
  expect(items[0]?.sign[0]?.stroke).not.toBe(items[1]?.sign[0]?.stroke)
})
