import type { PageColours } from '../page-colours.ts'

/** The dark theme's tokens, as a page reads them. */
export const darkColours: PageColours = {
  surface: '#12171d',
  text: '#dfe7ee',
  quiet: '#9fb0bf',
  line: '#6f8091',
  ok: '#6f8091',
  unknown: '#9fb0bf',
  warning: '#f0b429',
  critical: '#ff5a5f',
  font: '"Inter Variable", sans-serif',
}
