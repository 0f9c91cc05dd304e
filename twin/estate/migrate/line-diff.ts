/**
 * What changed between two texts of equally many lines, in the manner of `diff -u`: the lines that differ, each under its number.
 */
export function lineDiff(file: string, before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const lines = [`--- ${file}`, `+++ ${file}`]
  for (const [at, line] of old.entries()) {
    if (line === now[at]) continue
    lines.push(`@@ -${at + 1} +${at + 1} @@`, `-${line}`, `+${now[at] ?? ''}`)
  }
  return lines.join('\n')
}
