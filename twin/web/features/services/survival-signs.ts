import type { Verdict } from '../../../analysis/survival/verdict.ts'

/** The shapes of survival in a box of 12 by 12: ticked circle, triangle with a bar, filled octagon with a cross, dashed square with a question mark. */
export const SURVIVAL_SIGNS: Readonly<Record<Verdict, { readonly outline: string; readonly sign: string }>> = {
  kept: { outline: 'M6 1.2a4.8 4.8 0 1 0 0 9.6a4.8 4.8 0 1 0 0-9.6z', sign: 'M3.8 6.2l1.6 1.6l2.9-3.4' },
  reduced: { outline: 'M6 1.2L11.2 10.8H.8z', sign: 'M4 8.6h4' },
  lost: { outline: 'M3.7.8h4.6l2.9 2.9v4.6l-2.9 2.9H3.7L.8 8.3V3.7z', sign: 'M4 4l4 4M8 4l-4 4' },
  unknown: { outline: 'M1.5 1.5h9v9h-9z', sign: 'M4.6 4.8a1.5 1.5 0 1 1 2 1.4c-.5.2-.6.5-.6 1M6 8.6v.3' },
}
