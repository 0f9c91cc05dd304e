import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { isEstateFile } from '../estate-folder.ts'
import type { ParsedEstateFile } from '../expand/expansion.ts'
import { estateFile } from '../schema/estate-file.ts'

/** The folder of the shipped estate. */
export const SHIPPED = fileURLToPath(new URL('../shipped/', import.meta.url))

/** All estate files of a folder, schema passed; for tests of the expansion alone. */
export function readEstateFiles(folder: string): ParsedEstateFile[] {
  return readdirSync(folder)
    .filter(isEstateFile)
    .sort()
    .map((name) => parseEstateText(name, readFileSync(`${folder}/${name}`, 'utf8')))
}

export function parseEstateText(name: string, text: string): ParsedEstateFile {
  return { name, document: estateFile.parse(parse(text)) }
}
