/**
 * Is a local point name among those asked for? `l1/*` takes a whole component, `*` everything.
 * @param wanted all names where absent
 */
export function pointFilter(wanted: readonly string[] | undefined): (name: string) => boolean {
  if (!wanted) return () => true
  const exact = new Set(wanted)
  const within = wanted.filter((name) => name.endsWith('/*')).map((name) => name.slice(0, -1))
  const everything = exact.has('*')
  return (name) => everything || exact.has(name) || within.some((start) => name.startsWith(start))
}
