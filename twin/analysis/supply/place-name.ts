/** What people call a place that supplies or wants something; nothing where its path is all that is known. */
export interface PlaceName {
  readonly placeName?: string
  readonly placeNameSr?: string
}

/** Where the names of places are looked up: an estate, or what was taken of one. */
export interface PlaceNames {
  find(path: string): { readonly name: string; readonly nameSr?: string | undefined } | undefined
}

/** By its own name; a word of paths, which has none, by that of the ground that it stands on. */
export function placeNameOf(names: PlaceNames, path: string): PlaceName {
  const known = names.find(path) ?? names.find(`${path}/ground`)
  if (!known) return {}
  return { placeName: known.name, ...(known.nameSr !== undefined && { placeNameSr: known.nameSr }) }
}
