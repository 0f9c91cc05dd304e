import { lastSegment } from '../../../model/path.ts'
import type { CapacityView } from '../../../protocol/planning.ts'
import type { MessageKey } from '../../i18n/catalogue.ts'
import type { Translator } from '../../i18n/translator.ts'

type Place = CapacityView['places'][number]

/** What a rack is called where others stand beside it. */
type RackName = (path: string) => string

/** A figure of the space of a place, in words. */
export interface SpaceRow {
  readonly key: MessageKey
  readonly text: string
}

/** Space, weight, floor and network ports of a place. What nobody knows is said as that, never as nothing. */
export function spaceRows(
  { floor, kind, ports, space, weight }: Place,
  { count, figure, measured, t }: Translator,
  nameOfRack: RackName,
): readonly SpaceRow[] {
  const isRack = kind === 'rack'
  const of = (value: string, limit: string | undefined) =>
    limit === undefined ? `${value}, ${t('space.noLimit')}` : `${value} / ${limit}`
  const atLeast = (is: boolean, text: string) => (is ? t('space.atLeast', { figure: text }) : text)
  const laid = (most: Place['floor']['load'], unit: string): string => {
    if (!most) return '–'
    const own = atLeast(most.atLeast, `${figure(most.value ?? 0, '1')} ${unit}`)
    const where = isRack ? '' : ` · ${nameOfRack(most.rack)}`
    return `${of(own, most.limit === null ? undefined : `${figure(most.limit, '1')} ${unit}`)}${where}`
  }
  const { limit, used } = weight
  const switches = ports.where.map(
    ({ face, path, position }) =>
      `${lastSegment(path)} ${position === undefined || position === null ? '0U' : `U${position}`} ${t(`rack.${face}`)}`,
  )
  const { places, unknown, used: hanging } = space.zeroU
  return [
    {
      key: 'space.units',
      text: `${of(figure(space.taken, 'U'), figure(space.units, 'U'))} · ${t('space.largestRun', { run: figure(space.largestRun, 'U') })}`,
    },
    { key: 'space.fits', text: space.fits.map(({ devices, units }) => `${count(devices)} × ${units} U`).join(' · ') },
    ...(space.efficiency === null
      ? []
      : [{ key: 'space.efficiency' as const, text: measured(space.efficiency, 'share') }]),
    {
      key: 'space.zeroU',
      text:
        unknown > 0 && places === 0
          ? of(count(hanging), undefined)
          : of(count(hanging), atLeast(unknown > 0, count(places))),
    },
    {
      key: 'space.weight',
      text: of(
        atLeast(used.unknown > 0, figure(used.value ?? 0, 'kg')),
        limit.unknown > 0 && limit.value === 0 ? undefined : atLeast(limit.unknown > 0, figure(limit.value ?? 0, 'kg')),
      ),
    },
    { key: 'space.floor', text: laid(floor.load, 'kg/m²') },
    { key: 'space.foot', text: laid(floor.point, 'kg') },
    ...(floor.beyond > 0 ? [{ key: 'space.beyond' as const, text: count(floor.beyond) }] : []),
    {
      key: 'space.ports',
      text: `${t('space.offered', { offered: count(ports.offered), wanted: count(ports.wanted) })} · ${ports.free === null ? t('space.freeUnknown') : t('space.free', { free: count(ports.free) })}`,
    },
    ...(switches.length > 0 ? [{ key: 'space.switches' as const, text: switches.join(' · ') }] : []),
  ]
}
