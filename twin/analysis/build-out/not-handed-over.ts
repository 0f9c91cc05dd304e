import type { Estate } from '../../model/estate.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Thing } from '../../model/things.ts'
import { constructionAt, type DatedProgramme } from './construction-at.ts'

/**
 * Places that stand today and did not on a past day: those that packages handed over since. A place stands from the day on which the first package that names it
 * is ready. Only what is reported done by the data date counts: what the estate has and nobody has handed over yet is on every day as it is today.
 */
export function notHandedOver(estate: Estate, programme: DatedProgramme, day: string): readonly Thing[] {
  if (day >= programme.dataDate) return []
  const { packages } = programme
  const own = { ...programme, packages: packages.map(({ id }) => ({ id, place: id })) }
  const readyAt = (at: string) => {
    const states = constructionAt(own, at)
    return (id: string) => states.get(id)?.state === 'commissioned'
  }
  const [wasReady, isReady] = [readyAt(day), readyAt(programme.dataDate)]
  const builders = new Map<string, string[]>()
  for (const { id, place, places = [] } of packages)
    for (const path of new Set([...(place === null ? [] : [place]), ...places])) {
      const known = builders.get(path)
      if (known) known.push(id)
      else builders.set(path, [id])
    }
  return [...builders].flatMap(([path, ids]) =>
    ids.some(wasReady) || !ids.some(isReady) ? [] : (estate.find(path) ?? []),
  )
}

/** What is not there as long as something is not handed over: of a site, a building or a plot what is in it, else the thing itself. */
export function missingOf(estate: Estate, thing: Thing): readonly ThingPath[] {
  if (!isShell(thing)) return [thing.path]
  return estate.children(thing.path).flatMap((inside) => missingOf(estate, inside))
}

/** What is seen while it is built, with its phase. */
function isShell({ kind }: Thing): boolean {
  return kind === 'site' || kind === 'building' || kind === 'plot'
}
