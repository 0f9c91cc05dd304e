import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { CommandCall, CommandOption } from '../../twin/kit/command.ts'
import type { AppOptions } from '../app.ts'
import { readImageLock } from '../catalogue/image-lock.ts'
import { unusableFile, wrongFile } from '../errors.ts'
import { reasonOf } from '../output/stacks-folder.ts'

/** What commands that make stacks of the catalogue take. */
export const CATALOGUE_OPTIONS: readonly CommandOption[] = [
  {
    flags: '--images <file>',
    description: 'image lock: the digest of each image (default: the shipped one, for practice)',
  },
  {
    flags: '--adopt <place>',
    description: 'a namespace that is there already, as belgrade/evisa: it is imported, not made',
    repeatable: true,
  },
]

/**
 * Reads what a call says about images and namespaces.
 * @throws InfraError `file` where the image lock cannot be read or is wrong
 */
export async function givenCatalogueOptions({
  io,
  options,
}: CommandCall): Promise<Pick<AppOptions, 'images' | 'adopt'>> {
  const adopt = Array.isArray(options.adopt) ? options.adopt.map(String) : []
  if (typeof options.images !== 'string') return { adopt }
  const bytes = await readFile(resolve(io.workingFolder, options.images)).catch((error: NodeJS.ErrnoException) => {
    throw unusableFile(`${options.images}`, error.code === 'ENOENT' ? 'there is none' : reasonOf(error), error)
  })
  const reading = readImageLock(bytes, options.images)
  if ('diagnostics' in reading) throw wrongFile(`The image lock ${options.images} has`, reading.diagnostics)
  return { adopt, images: reading.value }
}
