/**
 * Where a figure comes from. An assumed figure is never shown as a measured or published one.
 * `interview`, `press`: published. `datasheet`: the maker's. `standard`: a norm. `assumed`: ours, plausible, changeable.
 */
export const SOURCES = ['interview', 'press', 'datasheet', 'standard', 'survey', 'assumed'] as const
export type Source = (typeof SOURCES)[number]
