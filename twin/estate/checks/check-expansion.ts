import type { Expansion, ParsedEstateFile } from '../expand/expansion.ts'
import { DraftsByPath } from './drafts-by-path.ts'
import type { EstateProblem } from './estate-problem.ts'
import { checkGround } from './ground.ts'
import { checkPduTypes } from './pdu-types.ts'
import { checkPhases } from './phases.ts'
import { checkPlaces } from './places.ts'
import { checkRackContents } from './rack-contents.ts'
import { checkRackNodes } from './rack-nodes.ts'
import { checkCycles, checkSupplies } from './supplies.ts'
import { checkVoltages } from './voltages.ts'

/** Everything that is wrong with an estate whose files are well formed, beyond what expanding them found. */
export function checkExpansion(
  { drafts, deviceTypes }: Expansion,
  files: readonly ParsedEstateFile[],
): readonly EstateProblem[] {
  const things = new DraftsByPath(drafts)
  return [
    ...checkSupplies(things),
    ...checkCycles(things),
    ...checkPduTypes(files),
    ...checkPhases(things),
    ...checkVoltages(things),
    ...checkRackContents(things, deviceTypes),
    ...checkRackNodes(things, deviceTypes),
    ...checkPlaces(things),
    ...checkGround(things),
  ]
}
