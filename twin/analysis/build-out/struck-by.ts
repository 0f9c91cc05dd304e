/** A shared risk, with what it adds where it strikes: in calendar days. */
interface Striking {
  /** To the last day of all. */
  readonly later: number
  /** To the hand-over that it delays most; absent where it delays none. */
  readonly most?: { readonly activity: string; readonly later: number } | undefined
}

/** What a risk delays, by how many days. */
export interface Struck<Risk> {
  readonly risk: Risk
  readonly days: number
  /** The hand-over that comes so much later; undefined where it is the last day of all. */
  readonly of: string | undefined
}

/** What each shared risk delays: the last day, or else the hand-over that it delays most; none of what delays nothing by half a day. */
export function struckBy<Risk extends Striking>(shared: readonly Risk[]): readonly Struck<Risk>[] {
  return shared.flatMap((risk): readonly Struck<Risk>[] => {
    if (Math.round(risk.later) > 0) return [{ risk, days: risk.later, of: undefined }]
    return risk.most ? [{ risk, days: risk.most.later, of: risk.most.activity }] : []
  })
}
