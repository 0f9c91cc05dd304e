import type { Estate } from '../../model/estate.ts'

/**
 * Says how far a path that is none is good, and what is there.
 * @param day of the estate, where it is another than that of today
 */
export function notFound(estate: Estate, path: string, day?: string): string {
  const has = day === undefined ? 'The estate has' : `On ${day} the estate has`
  const segments = path.split('/')
  for (let length = segments.length - 1; length > 0; length--) {
    const known = segments.slice(0, length).join('/')
    const there = estate.children(known).slice(0, 8)
    if (estate.find(known)) {
      const names = there.map((child) => child.path.slice(known.length + 1)).join(', ')
      return `${has} ${known}, but no ${JSON.stringify(segments.slice(length).join('/'))} in it${names ? `; it has ${names} …` : ''}`
    }
  }
  return `${has} nothing at ${JSON.stringify(path)}; its sites are ${estate
    .children('')
    .map((site) => site.path)
    .join(', ')}.`
}
