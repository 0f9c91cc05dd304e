/** ISA-18.2: more than 10 new alarms in 10 minutes are more than an operator can take in. */
const WINDOW_MS = 600_000
export const FLOOD_ABOVE = 10

/** New alarms of the last ten minutes. The list is cut in place: it holds at most what the window holds. */
export function alarmsInWindow(raisedAt: number[], now: number): number {
  let past = 0
  while (past < raisedAt.length && now - (raisedAt[past] as number) > WINDOW_MS) past++
  // At once: a list of a hundred thousand is moved once, not a hundred thousand times.
  if (past > 0) raisedAt.splice(0, past)
  return raisedAt.length
}
