/** Formats of durations and lags that count day and night: elapsed minutes to months, each also where it is an estimate. */
const ELAPSED = new Set([4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52])
/** Lags that are a share of the duration before. */
const SHARES = new Set([19, 20, 51, 52])

export function isElapsed(format: number | undefined): boolean {
  return format !== undefined && ELAPSED.has(format)
}

export function isShare(format: number | undefined): boolean {
  return format !== undefined && SHARES.has(format)
}

const DURATION = /^(-?)P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** Minutes of `PT40H0M0S`; a day of it has 24 hours. Undefined for anything else. */
export function readMsDuration(text: string): number | undefined {
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0'] = DURATION.exec(text.trim()) ?? []
  if (sign === undefined) return undefined
  const sum = Number(days) * 1_440 + Number(hours) * 60 + Number(minutes) + Number(seconds) / 60
  return sign === '-' ? -sum : sum
}

export function msDuration(minutes: number): string {
  const whole = Math.abs(Math.round(minutes))
  return `${minutes < 0 ? '-' : ''}PT${Math.floor(whole / 60)}H${whole % 60}M0S`
}
