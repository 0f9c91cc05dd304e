import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Document, isScalar, isSeq, visit } from 'yaml'
import { isEstateFile } from '../estate-folder.ts'
import { growthFile } from './growth.ts'

/** The reference sizes: as shipped; about 200 MW and 15,000 racks; about 1 GW and 77,000 racks. */
export const ESTATE_SIZES = ['today', '2030', '2035'] as const
export type EstateSize = (typeof ESTATE_SIZES)[number]

/** Halls of 180 racks and 2.34 MW that are built besides those of today: 185 MW by 2030, 985 MW by 2035. */
const HALLS: Readonly<Record<EstateSize, number>> = { today: 0, '2030': 79, '2035': 421 }

/**
 * The files of an estate of a size, by name: the shipped ones, and one more for what is built by then. Always the same for the
 * same size.
 * @param shipped folder of the shipped estate
 */
export function generateEstate(size: EstateSize, shipped: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const name of readdirSync(shipped).sort()) {
    if (isEstateFile(name)) files.set(name, readFileSync(join(shipped, name), 'utf8'))
  }
  const halls = HALLS[size]
  if (halls > 0)
    files.set('growth.yaml', `# Made by \`oblak estate generate --size ${size}\`.\n${yamlOf(growthFile(halls))}`)
  return files
}

/** Lists of plain values on one line, as people write them. */
function yamlOf(content: object): string {
  const document = new Document(content, { aliasDuplicateObjects: false })
  visit(document, {
    Seq: (_, list) => {
      list.flow = list.items.every((item) => isScalar(item) || (isSeq(item) && item.items.every(isScalar)))
    },
  })
  return document.toString({ lineWidth: 140, flowCollectionPadding: false })
}
