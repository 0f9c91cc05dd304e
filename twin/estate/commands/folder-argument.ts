import { resolve } from 'node:path'

/** The folder that was given, seen from where the command was called; undefined for the shipped estate. */
export function folderArgument(given: unknown, workingFolder: string): string | undefined {
  return typeof given === 'string' ? resolve(workingFolder, given) : undefined
}
