const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/

/** A minute of the day as a clock shows it: `14:30`. */
export function minuteText(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** The minute of the day that a clock shows; undefined where the text is no time. */
export function readMinute(text: string | null): number | undefined {
  const [, hours, minutes] = CLOCK.exec(text ?? '') ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}
