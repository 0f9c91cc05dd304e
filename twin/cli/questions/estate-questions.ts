import { resolve } from 'node:path'
import type { CommandCall } from '../../kit/command.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { dayOf, type Reserved } from './dated-estate.ts'
import type { LabelPeaks } from './label-peaks.ts'
import type { LiveLoads } from './live-loads.ts'

/** What questions about an estate need of its loader. */
export interface EstateQuestions<E extends Estate> {
  loadEstate(folder: string | undefined): Promise<{ readonly estate: E }>
  /** The estate of a day as the programme in its folder leads to it, with all that was reported; that of today on every day where left out. */
  estateOn?(
    today: E,
    folders: { readonly estate: string | undefined; readonly data: string },
    day: Day,
    tell: (fault: string) => void,
  ): Promise<Estate>
  /** The existing path nearest to one that is none. */
  nearestPath(estate: E, path: string): string | undefined
  /** What a running server measures; loads are as declared where left out. */
  liveLoads?(call: CommandCall): Promise<LiveLoads | undefined>
  /** What a running server's history says that devices of a place draw at most; labels are not looked at where left out. */
  labelPeaks?(call: CommandCall, place: string): Promise<LabelPeaks | undefined>
  /** What is reserved; nothing is where left out. */
  readonly reserved?: Reserved
}

export const ESTATE_OPTION = {
  flags: '--estate <dir>',
  description: 'folder of estate files (default: the shipped estate)',
}

/** Said below every answer that no measurement went into. */
export const DECLARED = 'Loads are what the estate declares (usual draw, else nameplate): nothing here is measured.'

/**
 * The estate that a command was given, on the day of its `--at` where it has one, and the paths that it asks of; undefined, with a message, where one is none.
 * @param alsoKnown whether what is no thing of the estate may be asked of too, or what there is instead
 */
export async function askedOf<E extends Estate>(
  call: CommandCall,
  given: readonly string[],
  questions: EstateQuestions<E>,
  alsoKnown?: (estate: Estate, path: string) => boolean | string,
): Promise<{ readonly estate: Estate; readonly today: E; readonly paths: readonly string[] } | undefined> {
  const { io, options } = call
  const day = dayOf(call, 'at')
  const folder = typeof options.estate === 'string' ? resolve(io.workingFolder, options.estate) : undefined
  const { estate: today } = await questions.loadEstate(folder)
  const data = resolve(io.workingFolder, typeof options.data === 'string' ? options.data : 'data')
  const estate = (day && (await questions.estateOn?.(today, { estate: folder, data }, day, io.message))) ?? today
  const paths = given.map((path) => path.replace(/^\/+|\/+$/g, ''))
  const wrong = paths.filter((path) => estate.find(path) === undefined && alsoKnown?.(estate, path) !== true)
  for (const path of wrong) {
    const why = alsoKnown?.(estate, path)
    const near = typeof why === 'string' ? undefined : questions.nearestPath(today, path)
    const hint = typeof why === 'string' ? ` ${why}.` : near === undefined ? '' : ` The nearest is ${near}.`
    io.message(`oblak: there is no ${path} in ${estate.name}.${hint}`)
  }
  return wrong.length > 0 ? undefined : { estate, today, paths }
}
