import type { Room } from '../../model/things.ts'

/** m³ of an empty room: its footprint, by the shoelace formula, times its height. */
export function roomVolume({ footprint, height }: Pick<Room, 'footprint' | 'height'>): number {
  let twice = 0
  for (const [at, corner] of footprint.entries()) {
    const next = footprint[(at + 1) % footprint.length] ?? corner
    twice += corner.x * next.y - next.x * corner.y
  }
  return (Math.abs(twice) / 2) * height
}
