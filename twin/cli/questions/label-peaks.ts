import type { CommandCall } from '../../kit/command.ts'
import { askServer } from './ask-server.ts'

/** What a running server says that devices of a place draw at most, as `/api/label-peaks` has it. */
export interface LabelPeaks {
  readonly estate: string
  readonly weeks: number
  readonly peaks: readonly { readonly path: string; readonly p99: number }[]
  readonly unknown: readonly { readonly why: string; readonly devices: number; readonly example: string }[]
}

/** Many are read out of the store. */
const PATIENCE = { here: 60_000, there: 120_000 }

/**
 * Of the devices of the day of `--at`, where there is one. Undefined where no server runs here.
 * @param read the body of the answer; undefined where it is none
 * @throws what askServer throws
 */
export async function labelPeaks(
  call: CommandCall,
  place: string,
  read: (body: unknown) => LabelPeaks | undefined,
): Promise<LabelPeaks | undefined> {
  const { at } = call.options
  const day = typeof at === 'string' ? `?at=${encodeURIComponent(at)}` : ''
  return (await askServer(call, `/api/label-peaks/${place}${day}`, read, PATIENCE))?.answer
}

/** What labels rest on, in a line. */
export function labelsText(labels: LabelPeaks | undefined): string {
  if (!labels) return 'Labels: no history is known here; a running server has it (--server).'
  const { peaks, unknown, weeks } = labels
  const others = unknown.map(
    ({ devices, example, why }) =>
      `${devices} ${why === 'not measured' ? 'not measured themselves' : why} (${example})`,
  )
  return [`Labels: the P99 of ${weeks} weeks is known of ${peaks.length} devices`, ...others].join(', ')
}
