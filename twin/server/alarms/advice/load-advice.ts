import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AdviceRule } from '../../../analysis/alarms/advice.ts'
import { DiagnosedError, problemsText } from '../../../kit/diagnosed-error.ts'
import type { Diagnostic } from '../../../kit/diagnostic.ts'
import { nearestName } from '../../../kit/nearest-name.ts'
import { readYaml } from '../../../kit/yaml-source.ts'
import type { Estate } from '../../../model/estate.ts'
import { adviceFile } from './advice-file.ts'

const SHIPPED = join('twin', 'server', 'alarms', 'advice', 'shipped.yaml')

/** A file of advice that cannot be used; the message tells everything that is wrong in it. */
export class AdviceError extends DiagnosedError {
  override readonly name = 'AdviceError'
}

/**
 * The rules of one's own file, then those that are shipped.
 * @throws AdviceError when a file cannot be read or is wrong
 */
export async function loadAdvice(ownFile: string | undefined, estate: Estate): Promise<readonly AdviceRule[]> {
  const own = ownFile === undefined ? [] : readAdvice(await bytesOf(ownFile), ownFile, estate)
  return [...own, ...(await shippedAdvice(estate))]
}

/** @throws AdviceError with every problem of the file, by line */
export function readAdvice(bytes: Uint8Array, file: string, estate: Estate): readonly AdviceRule[] {
  const reading = readYaml(bytes, file)
  if ('diagnostics' in reading) throw wrongAdvice(file, reading.diagnostics)
  const checked = reading.source.checkWith(adviceFile)
  if ('diagnostics' in checked) throw wrongAdvice(file, checked.diagnostics)
  const { rules } = checked.value
  const astray = rules.flatMap(({ under }, place) => {
    if (under === undefined || estate.find(under)) return []
    const near = nearestPlace(estate, under)
    const more = { found: under, allowed: 'a path of the estate', ...(near === undefined ? {} : { nearest: near }) }
    return [reading.source.diagnostic(['rules', place, 'under'], 'is no place of the estate', more)]
  })
  if (astray.length > 0) throw wrongAdvice(file, astray)
  return rules
}

function wrongAdvice(file: string, diagnostics: readonly Diagnostic[]): AdviceError {
  return new AdviceError(problemsText(`The alarm advice in ${file} has`, diagnostics), diagnostics)
}

/** The deepest place above it that there is, with the name among those in it that is nearest to what was written. */
function nearestPlace(estate: Estate, path: string): string | undefined {
  const steps = path.split('/')
  for (let known = steps.length - 1; known >= 0; known--) {
    const above = steps.slice(0, known).join('/')
    if (above !== '' && !estate.find(above)) continue
    const inside = estate.children(above).map((thing) => thing.path.split('/').at(-1) ?? '')
    const name = nearestName(steps[known] ?? '', inside)
    return name === undefined ? above || undefined : [above, name].filter(Boolean).join('/')
  }
  return undefined
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new AdviceError(`The alarm advice in ${file} cannot be read: ${why}`, [], { cause: error })
  }
}

/** Beside the sources, whether they run or what was built of them. */
async function shippedAdvice(estate: Estate): Promise<readonly AdviceRule[]> {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, SHIPPED)
    const bytes = await readFile(file).catch(() => undefined)
    if (bytes) return readAdvice(bytes, file, estate)
    if (folder === dirname(folder)) {
      throw new AdviceError(`${SHIPPED} is missing: the program stands alone, without the files that came with it.`)
    }
  }
}
