import { readFile, stat } from 'node:fs/promises'
import { InfraError, unusableFile } from '../errors.ts'

/** A plan of 4,000 resources is 30 MB. */
export const LARGEST_PLAN_BYTES = 256 * 2 ** 20
export const TOO_LARGE = `it is larger than ${LARGEST_PLAN_BYTES / 2 ** 20} MiB, as no plan is`

/**
 * The text of a file that is to hold a plan.
 * @param said what people call it
 * @throws InfraError `file` where it cannot be read or is too large
 */
export async function readPlanText(path: string, said: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST_PLAN_BYTES) throw unusableFile(said, TOO_LARGE, undefined)
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof InfraError) throw error
    const { code = '', message } = error as NodeJS.ErrnoException
    throw unusableFile(said, REASONS[code] ?? message, error)
  }
}

const REASONS: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'there is none',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
}
