import type { Thing } from '../../model/things.ts'
import type { Connections } from './connections.ts'
import { fieldText } from './field-text.ts'

/** A list longer than this is cut; --json has all of it. */
const MOST_LINES = 40
/** Said in its own section, or by the headline. */
const ELSEWHERE = new Set(['index', 'path', 'kind', 'name', 'supplies', 'cords', 'chilledBy', 'footprint', 'sources'])

/** A thing and its connections for people. */
export function shownThing(thing: Thing, connections: Connections): string {
  const { parents, children, powerChain, feeds, cords, chilledBy, points, expectedPoints } = connections
  const lines = [`${thing.path}  ${thing.kind}  ${thing.name}`, ...fieldsOf(thing)]
  section(lines, 'in', parents)
  section(lines, 'holds', children)
  section(
    lines,
    'draws from (nearest first)',
    powerChain.map(
      ({ path, kind, level, role }) =>
        `${'  '.repeat(level - 1)}${path}  ${kind}${role === 'alternate' ? ', alternate' : ''}`,
    ),
  )
  section(lines, 'feeds', feeds)
  section(
    lines,
    'cords',
    cords.map(({ device, supply, pdu, outlet }) => `${device} supply ${supply} → ${pdu} outlet ${outlet}`),
  )
  section(lines, 'chilled by', chilledBy)
  section(lines, 'points', points)
  section(
    lines,
    'points to expect of its device (which it has: oblak read URL, oblak devices check FILE)',
    expectedPoints,
  )
  if (thing.kind === 'monitor') {
    lines.push('', 'Its points are what is plugged into it: oblak read URL, oblak devices check FILE')
  }
  return lines.join('\n')
}

function section(lines: string[], title: string, entries: readonly string[]): void {
  if (entries.length === 0) return
  lines.push('', title, ...entries.slice(0, MOST_LINES).map((entry) => `  ${entry}`))
  if (entries.length > MOST_LINES)
    lines.push(`  … and ${(entries.length - MOST_LINES).toLocaleString('en')} more (--json has all)`)
}

function fieldsOf(thing: Thing): string[] {
  const fields = Object.entries(thing).filter(([field, value]) => !ELSEWHERE.has(field) && value !== undefined)
  const width = Math.max(0, ...fields.map(([field]) => field.length))
  return fields.map(([field, value]) => {
    const source = thing.sources?.[field]
    return `  ${field.padEnd(width)}  ${fieldText(thing, field, value)}${source ? `  (${source})` : ''}`
  })
}
