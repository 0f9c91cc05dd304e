import type { Device, DeviceType, Rack } from '../../model/things.ts'

/**
 * How many rack units of the rack are taken, in half units, front and rear counted once (a half-depth device behind another
 * takes no unit more). Blanking panels take none; a device without position (0U) takes none; what stands out of the rack is
 * cut off.
 */
export function occupiedUnits(
  rack: Pick<Rack, 'units'>,
  devices: readonly Pick<Device, 'position' | 'type'>[],
  typeOf: (slug: string) => DeviceType | undefined,
): number {
  const halves = new Uint8Array(Math.ceil(rack.units * 2))
  for (const { position, type } of devices) {
    const height = typeOf(type)?.height
    if (position === undefined || height === undefined || typeOf(type)?.role === 'blank') continue
    const first = Math.round((position - 1) * 2)
    halves.fill(1, Math.max(0, first), Math.max(0, first + Math.round(height * 2)))
  }
  return halves.reduce((sum, half) => sum + half, 0) / 2
}
