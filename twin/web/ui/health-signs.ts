import type { Health } from '../../model/health.ts'

/** The shapes of health in a box of 12 by 12: circle, dashed square, triangle, filled octagon. */
export const HEALTH_SIGNS: Readonly<Record<Health, { readonly outline: string; readonly sign?: string }>> = {
  ok: { outline: 'M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z' },
  unknown: { outline: 'M1.5 1.5h9v9h-9z' },
  warning: { outline: 'M6 1.2L11.2 10.8H.8z', sign: 'M6 5v2.4M6 8.6v.8' },
  critical: { outline: 'M3.7.8h4.6l2.9 2.9v4.6l-2.9 2.9H3.7L.8 8.3V3.7z', sign: 'M4 4l4 4M8 4l-4 4' },
}
