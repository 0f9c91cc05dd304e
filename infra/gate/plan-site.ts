/**
 * Where a plan places its work: the context of its provider, where that is the name of a site, else what was said besides. A context that is no name of a site says
 * nothing of where its cluster stands.
 * @returns `wrong`, a clause about the plan, where both name a site and not the same; else what to look for, which may be no site
 */
export function plannedSite(
  sites: readonly string[],
  context: string | undefined,
  said: string | undefined,
): { readonly site: string | undefined } | { readonly wrong: string } {
  if (context === undefined || !sites.includes(context)) return { site: said ?? context }
  if (said === undefined || said === context) return { site: context }
  return { wrong: `its provider places its work at ${context}, and ${said} was said` }
}
