import { createStore, type StoreApi } from 'zustand/vanilla'
import { isLanguage, type Language } from '../i18n/language.ts'

export type ThemeName = 'dark' | 'light'
export type ThemeChoice = ThemeName | 'system'

/** What a person set for this browser; remembered. */
export interface Settings {
  readonly language: Language
  readonly theme: ThemeChoice
  readonly treeWidth: number
  readonly detailsWidth: number
  readonly treeOpen: boolean
  readonly detailsOpen: boolean
  /** Who acknowledges alarms here. */
  readonly operator: string
}

export type SettingsStore = StoreApi<Settings>

/** Bounds of the panels' widths in pixels. */
export const PANEL_WIDTH = { least: 200, greatest: 520 } as const

const KEY = 'oblak.settings'
const AT_FIRST: Settings = {
  language: 'sr-Cyrl',
  theme: 'system',
  treeWidth: 264,
  detailsWidth: 320,
  treeOpen: true,
  detailsOpen: true,
  operator: '',
}

type Kept = Pick<Storage, 'getItem' | 'setItem'>

/** The storage named, or one that keeps nothing: a browser that refuses cookies throws at the mere name of `localStorage`. */
export function browserStorage(named: () => Kept): Kept {
  try {
    return named()
  } catch {
    return { getItem: () => null, setItem: () => undefined }
  }
}

/** The settings as last left in `storage`, which may be refused or hold anything; every change is written back. */
export function createSettings(storage: Kept, first: Partial<Settings> = {}): SettingsStore {
  const store = createStore<Settings>(() => ({ ...AT_FIRST, ...first, ...remembered(storage) }))
  store.subscribe((settings) => {
    try {
      storage.setItem(KEY, JSON.stringify(settings))
    } catch {
      // A browser that keeps nothing (private window, quota): the settings live as long as the page.
    }
  })
  return store
}

function remembered(storage: Pick<Storage, 'getItem'>): Partial<Settings> {
  let found: Record<string, unknown>
  try {
    const parsed: unknown = JSON.parse(storage.getItem(KEY) ?? '{}')
    if (typeof parsed !== 'object' || parsed === null) return {}
    found = parsed as Record<string, unknown>
  } catch {
    return {}
  }
  const { language, theme, treeWidth, detailsWidth, treeOpen, detailsOpen, operator } = found
  return {
    ...(isLanguage(language) && { language }),
    ...((theme === 'dark' || theme === 'light' || theme === 'system') && { theme }),
    ...(typeof treeWidth === 'number' && { treeWidth: clampWidth(treeWidth) }),
    ...(typeof detailsWidth === 'number' && { detailsWidth: clampWidth(detailsWidth) }),
    ...(typeof treeOpen === 'boolean' && { treeOpen }),
    ...(typeof detailsOpen === 'boolean' && { detailsOpen }),
    ...(typeof operator === 'string' && { operator: operator.slice(0, 64) }),
  }
}

/** A panel's width within its bounds. */
export function clampWidth(width: number): number {
  return Number.isFinite(width)
    ? Math.min(PANEL_WIDTH.greatest, Math.max(PANEL_WIDTH.least, Math.round(width)))
    : AT_FIRST.treeWidth
}
