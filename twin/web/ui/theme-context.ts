import { createContext, useContext } from 'react'
import type { ThemeName } from '../state/settings.ts'

/** The theme in force, for what is not drawn by CSS. */
export const ThemeContext = createContext<ThemeName>('dark')

export function useThemeName(): ThemeName {
  return useContext(ThemeContext)
}
