/** The page's colours and font as they are now, for what is drawn without its style sheet. */
export interface PageColours {
  readonly surface: string
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly ok: string
  readonly unknown: string
  readonly warning: string
  readonly critical: string
  readonly font: string
}

/** Reads the tokens of the theme in force. */
export function pageColours(): PageColours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    surface: token('--surface'),
    text: token('--text'),
    quiet: token('--text-quiet'),
    line: token('--line-strong'),
    ok: token('--quiet-mark'),
    unknown: token('--unknown'),
    warning: token('--warning'),
    critical: token('--critical-fill'),
    font: token('--font'),
  }
}
