import type { Diagnostic } from '../../kit/diagnostic.ts'
import { checkExpansion } from '../checks/check-expansion.ts'
import { expand } from '../expand/expand.ts'
import { expansionDiagnostics } from '../expansion-diagnostics.ts'
import { readEstateFiles } from '../read-estate-files.ts'

/** All that is wrong in the text of an estate of one file. */
export function problems(text: string): readonly Diagnostic[] {
  const files = new Map([['a.yaml', new TextEncoder().encode(text)]])
  const read = readEstateFiles({ path: '/estate', files, ids: '', refused: [] })
  const expansion = expand(read.parsed)
  const found = read.isWhole ? [...expansion.problems, ...checkExpansion(expansion, read.parsed)] : []
  const untold = found.filter(({ origin }) => !read.isStandIn(origin))
  return [...read.diagnostics, ...expansionDiagnostics(untold, read.sources)]
}

/** Two coolers and their chiller, as things of the small estate. */
export const coolingUnits = (where: string) =>
  `          crah-[1-2]: {kind: crah, from: panel, ${where}, width: 1.2 m, depth: 600 mm, height: 2 m, faces: east, capacity: 20 kW, airflow: 2 m3/s, chilledBy: chiller}
          chiller: {kind: chiller, at: [12, 12], width: 1 m, depth: 1 m, height: 2 m, faces: north, capacity: 40 kW, cop: 4, from: panel}
`

/** Figures of a panel of the small estate. */
export const PANEL = 'rating: 1 A, voltage: 400 V, voltageIs: line-to-line'
