/** The colours of the theme in force, for what is not drawn by CSS. */
export interface GanttColours {
  readonly surface: string
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly strong: string
  readonly accent: string
  readonly chosen: string
  readonly critical: string
  readonly free: string
  readonly font: string
}

/** Reads the tokens that hold for an element. */
export function ganttColours(element: Element): GanttColours {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    surface: token('--surface'),
    text: token('--text'),
    quiet: token('--text-quiet'),
    line: token('--line'),
    strong: token('--line-strong'),
    accent: token('--accent'),
    chosen: token('--selected'),
    critical: token('--critical'),
    free: token('--hover'),
    font: token('--font'),
  }
}
