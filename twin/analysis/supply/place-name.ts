import type { Estate } from '../../model/estate.ts'

/** What people call a place that supplies or wants something; nothing where its path is all that is known. */
export interface PlaceName {
  readonly placeName?: string
  readonly placeNameSr?: string
}

/** By its own name; a word of paths, which has none, by that of the ground that it stands on. */
export function placeNameOf(estate: Pick<Estate, 'find'>, path: string): PlaceName {
  const known = estate.find(path) ?? estate.find(`${path}/ground`)
  if (!known) return {}
  return { placeName: known.name, ...(known.nameSr !== undefined && { placeNameSr: known.nameSr }) }
}
