import type { Batch } from '../../../../twin/model/batch.ts'
import type { LineKeys } from '../schema/line-keys.ts'
import type { Lines } from './line-buffer.ts'
import type { Verdict } from './verdict.ts'

/**
 * Lines that an answer seems to mean, as indexes. They are not yet guilty: sent once more, by themselves, they must be refused
 * again. Empty where the words point at nobody.
 */
export function suspectLines(
  verdict: Extract<Verdict, { kind: 'some' | 'none' }>,
  lines: Lines,
  batch: Batch,
  rows: Uint32Array,
  keys: LineKeys,
): readonly number[] {
  const { quoted, numbered } = verdict.named
  if (numbered.length > 0) return numbered.map(({ line }) => line - 1).filter((line) => line >= 0 && line < lines.count)
  if (quoted.length > 0) {
    const wanted = new Set(quoted.map(({ line }) => line))
    return indexes(lines, (line) => wanted.has(textOf(lines, line)))
  }
  const conflict = /input field "(.*?)" on measurement "(.*?)" is type/.exec(verdict.reason)
  if (conflict) {
    const [, field, measurement] = conflict
    return indexes(lines, (line) =>
      rowsOf(lines, line, rows).some((row) => {
        const place = keys.of(batch.point[row] ?? -1)?.place
        return place?.measurement === measurement && (field === place?.field || field?.startsWith(`${place?.field}:`))
      }),
    )
  }
  if (verdict.kind === 'some' && verdict.dropped && /beyond retention/i.test(verdict.reason)) {
    const at = (line: number) => batch.at[rows[lines.firstRow[line] ?? 0] ?? 0] ?? 0
    return indexes(lines, () => true)
      .sort((a, b) => at(a) - at(b))
      .slice(0, verdict.dropped)
  }
  return []
}

/** The rows of the batch that stand on a line. */
export function rowsOf(lines: Lines, line: number, rows: Uint32Array): readonly number[] {
  return [...rows.subarray(lines.firstRow[line], lines.firstRow[line + 1])]
}

function indexes(lines: Lines, choose: (line: number) => boolean): number[] {
  const chosen: number[] = []
  for (let line = 0; line < lines.count; line++) if (choose(line)) chosen.push(line)
  return chosen
}

function textOf(lines: Lines, line: number): string {
  const end = (lines.start[line + 1] ?? 0) - 1
  return Buffer.from(lines.bytes.buffer, lines.bytes.byteOffset).toString('utf8', lines.start[line], end)
}
