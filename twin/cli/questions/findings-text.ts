import type { PowerFinding } from '../../analysis/findings/power-finding.ts'
import { count, place, power, three } from './figures-text.ts'

/** More of a kind are counted; --json has all. */
const MOST_OF_A_KIND = 6

/** What is odd about the power chain and the floor, a line a finding. */
export function findingsText(findings: readonly PowerFinding[]): string {
  const byKind = new Map<string, PowerFinding[]>()
  for (const finding of findings) byKind.set(finding.kind, [...(byKind.get(finding.kind) ?? []), finding])
  const lines = [...byKind.values()].flatMap((same) => {
    const cut = same.length - MOST_OF_A_KIND
    return [
      ...same.slice(0, MOST_OF_A_KIND).map(text),
      ...(cut > 0 ? [`… and ${count(cut)} more of ${same[0]?.kind} (--json has all)`] : []),
    ]
  })
  return ['Findings', ...lines.map((line) => `  ${line}`)].join('\n')
}

function text(finding: PowerFinding): string {
  const [first = ''] = finding.paths
  const others = finding.paths.length > 1 ? ` and ${count(finding.paths.length - 1)} more` : ''
  switch (finding.kind) {
    case 'false-2n':
      return `false 2N: A and B of ${first}${others} rest on ${finding.restsOn}`
    case 'three-phase-on-single-phase':
      return `${first} is made for three phases, its feed ${finding.feed} has one`
    case 'odd-cords': {
      const sides = Object.entries(finding.cords).flatMap(([side, cords]) => (cords > 0 ? [`${cords} on ${side}`] : []))
      const falls =
        finding.fallsWith.length > 0
          ? `does not survive the loss of ${finding.fallsWith.join(' or ')}`
          : 'survives the loss of either side'
      return `${first} has its cords ${sides.join(', ')} and needs ${finding.needed}: ${falls}`
    }
    case 'tie-loop':
      return `${finding.paths.join(' and ')} can feed each other: a loop`
    case 'missing-rating':
      return `${finding.what}: ${first}${others}`
    case 'no-supply':
      return `coolers without a supply, which no loss of power takes down: ${first}${others}`
    case 'floor-load': {
      const unit = finding.what === 'floor' ? 'kg/m²' : 'kg on a foot'
      return `${first} lays ${three(finding.value)} ${unit} on a floor that bears ${three(finding.limit)}`
    }
    case 'uneven-primaries': {
      const shares = finding.shares.map(({ path, watts }) => `${power(watts)} from ${path}`)
      return `${first} is shared unevenly: ${shares.join(', ')}; failures reckon with these shares`
    }
    case 'unaccounted':
      return finding.watts > 0
        ? `${place(first, finding.bank)} measures ${power(finding.measured)}, ${power(finding.watts)} more than all below it can draw`
        : `${place(first, finding.bank)} measures ${power(finding.measured)}, ${power(-finding.watts)} less than what is below it draws`
  }
}
