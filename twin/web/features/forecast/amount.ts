import type { Translator } from '../../i18n/translator.ts'
import type { Use } from './forecast-data.ts'

/** Rack units are declared and shown in full; watts are measured. */
export function amount(
  { figure, measured }: Pick<Translator, 'figure' | 'measured'>,
  value: number | null | undefined,
  unit: Use['unit'],
): string {
  return unit === 'U' && typeof value === 'number' ? figure(value, unit, 6) : measured(value, unit)
}
