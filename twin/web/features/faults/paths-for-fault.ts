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
  const roles = ROLES[fault]
  const kinds = KINDS[fault] ?? ['probe']
  const things: readonly Thing[] = roles
    ? estate.ofKind('probe').filter(({ role }) => roles.includes(role))
    : kinds.flatMap((kind) => estate.ofKind(kind) as readonly Thing[])
  const wanted = typed.trim().toLowerCase()
  const found: string[] = []
  for (const { path } of things) {
    if (path.includes(wanted)) found.push(path)
    if (found.length >= MOST) break
  }
  return found
}
