import type { Kind, Probe, Thing } from '../../../model/things.ts'
import type { WebEstate } from '../../state/web-estate.ts'

/** What each fault can befall; the server has the last word. */
const KINDS: Readonly<Record<string, readonly Kind[]>> = {
  'feed-loss': ['power-feed', 'power-panel'],
  'ups-on-battery': ['ups'],
  'cooler-down': ['crah', 'chiller'],
  'generator-no-start': ['generator'],
  'utility-loss': ['utility'],
  'pdu-silent': ['rack-pdu'],
  'pdu-late': ['rack-pdu'],
  'pdu-garbage': ['rack-pdu'],
  'broker-restart': ['site', 'room'],
}
const ROLES: Readonly<Record<string, readonly Probe['role'][]>> = {
  'door-open': ['door'],
  leak: ['leak'],
  smoke: ['smoke'],
}
const MOST = 50

/** Paths to offer while one types: things that the fault fits and that have the text in their path. */
export function pathsForFault(estate: WebEstate, fault: string, typed: string): readonly string[] {
  const wanted = typed.trim().toLowerCase()
  const found: string[] = []
  for (const { path } of thingsForFault(estate, fault)) {
    if (path.includes(wanted)) found.push(path)
    if (found.length >= MOST) break
  }
  return found
}

/** The path that begins most like the one typed, of things that the fault fits; undefined where not even its first word is the same. */
export function nearestForFault(estate: WebEstate, fault: string, typed: string): string | undefined {
  const wanted = typed.trim().toLowerCase()
  let nearest: string | undefined
  let most = wanted.split('/', 1)[0]?.length ?? 0
  for (const { path } of thingsForFault(estate, fault)) {
    let same = 0
    while (same < path.length && path[same] === wanted[same]) same++
    if (same <= most) continue
    most = same
    nearest = path
  }
  return nearest
}

function thingsForFault(estate: WebEstate, fault: string): readonly Thing[] {
  const roles = ROLES[fault]
  if (roles) return estate.ofKind('probe').filter(({ role }) => roles.includes(role))
  return (KINDS[fault] ?? ['probe']).flatMap((kind) => estate.ofKind(kind) as readonly Thing[])
}
