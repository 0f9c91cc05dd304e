import type { DrawingTheme } from './estate-drawing.ts'

/** The drawing's own colours: neutral, so that data are the only saturated thing in it. */
export const SCENE_THEME: Readonly<Record<'dark' | 'light', DrawingTheme & { readonly background: string }>> = {
  dark: {
    background: '#12171d',
    floor: '#1a2129',
    line: '#6f8091',
    faint: '#465564',
    grid: '#2b3641',
    body: '#8aa0b4',
    surface: '#303c48',
    accent: '#5cc8f2',
    warning: '#f0b429',
    critical: '#ff5a5f',
  },
  light: {
    background: '#f4f6f8',
    floor: '#e9edf0',
    line: '#4c5a67',
    faint: '#9aa8b4',
    grid: '#d2d9df',
    body: '#6d8194',
    surface: '#d3dbe2',
    accent: '#0b6e99',
    warning: '#9a6700',
    critical: '#c0272d',
  },
}
