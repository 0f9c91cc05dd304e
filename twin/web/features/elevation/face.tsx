import { useId } from 'react'
import type { DeviceType, Rack, RackPdu, Thing } from '../../../model/things.ts'
import { addressOfThing } from '../../state/place.ts'
import { type ElevationGhost, GhostSlot, ReservedPattern } from '../../ui/elevation/ghost-slot.tsx'
import { type Face as FaceName, freeUnits, type Slot, slotsOf } from '../../ui/elevation/slots.ts'
import { PlaceLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'

const UNIT = 16
const NUMBER_WIDTH = 24
const WIDTH = 160
const STRIP = 15
/** Roughly the letters that fit on a device at this size. */
const MOST_LETTERS = 20

interface FaceProps {
  readonly rack: Rack
  readonly face: FaceName
  readonly things: readonly Thing[]
  readonly types: Readonly<Record<string, DeviceType>>
  /** What would stand there; it takes the rack's full depth. */
  readonly ghosts: readonly ElevationGhost[]
}

/** One face of the rack as SVG: U numbers at the left, unit 1 at the bottom, devices as links. */
export function Face({ rack, face, things, types, ghosts }: FaceProps) {
  const { t, nameOf } = useTranslator()
  const hatch = useId()
  const reserved = useId()
  const slots = slotsOf(things, types, face)
  const height = rack.units * UNIT
  const yOf = (unit: number, units: number) => height - (unit - 1 + units) * UNIT
  const strips = face === 'rear' ? things.filter((thing): thing is RackPdu => thing.kind === 'rack-pdu') : []
  return (
    <figure className="elevation-face">
      <figcaption>{t(`rack.${face}`)}</figcaption>
      <svg viewBox={`0 0 ${NUMBER_WIDTH + WIDTH + STRIP * 2 + 10} ${height + 2}`} className="elevation-drawing">
        <title>{`${t(`rack.${face}`)}: ${nameOf(rack)}`}</title>
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path className="elevation-hatch" d="M0 0V6" />
          </pattern>
          <ReservedPattern id={reserved} />
        </defs>
        <rect className="elevation-frame" x={NUMBER_WIDTH} y={1} width={WIDTH} height={height} />
        {Array.from({ length: rack.units }, (_, at) => at + 1).map((unit) => (
          <text key={unit} className="elevation-number" x={NUMBER_WIDTH - 5} y={yOf(unit, 1) + 12}>
            {unit}
          </text>
        ))}
        {freeUnits(rack, slots).map((unit) => (
          <rect
            key={unit}
            className="elevation-free"
            x={NUMBER_WIDTH + 1}
            y={yOf(unit, 1) + 2}
            width={WIDTH - 2}
            height={UNIT - 2}
          >
            <title>{t('rack.unitFree', { unit })}</title>
          </rect>
        ))}
        {slots.map((slot) => (
          <SlotBox key={slot.device.path} slot={slot} y={yOf(slot.position, slot.height)} hatch={hatch} />
        ))}
        {ghosts.map((ghost) => (
          <GhostSlot
            key={`${ghost.kind} ${ghost.position}`}
            ghost={ghost}
            box={{
              ...{ x: NUMBER_WIDTH + 1, y: yOf(ghost.position, ghost.units) + 2 },
              ...{ width: WIDTH - 2, height: ghost.units * UNIT - 2 },
            }}
            pattern={reserved}
          />
        ))}
        {strips.map((pdu, at) => (
          <g key={pdu.path} className="elevation-strip">
            <PlaceLink to={addressOfThing(pdu.path)} title={pdu.path}>
              <rect
                className="elevation-strip-body"
                x={NUMBER_WIDTH + WIDTH + 4 + at * (STRIP + 3)}
                y={1}
                width={STRIP}
                height={height}
              />
              <text
                transform={`translate(${NUMBER_WIDTH + WIDTH + 4 + at * (STRIP + 3) + STRIP - 4} ${height - 6}) rotate(-90)`}
              >
                {nameOf(pdu)}
              </text>
            </PlaceLink>
          </g>
        ))}
      </svg>
    </figure>
  )
}

function SlotBox({ slot, y, hatch }: { readonly slot: Slot; readonly y: number; readonly hatch: string }) {
  const { t, nameOf, figure, count } = useTranslator()
  const selected = usePlace((state) => state.selected === slot.device.path)
  const { device, type, position, height, through } = slot
  const box = { x: NUMBER_WIDTH + 1, y: y + 2, width: WIDTH - 2, height: height * UNIT - 2 }
  if (through) {
    return (
      <g>
        <rect className="elevation-through-body" {...box} />
        <rect {...box} fill={`url(#${hatch})`} />
        <title>{`${nameOf(device)}: ${t('rack.blocked')}`}</title>
      </g>
    )
  }
  const description = t('rack.device', {
    name: nameOf(device),
    type: type ? `${type.manufacturer} ${type.model}` : device.type,
    from: count(position),
    to: count(position + height - 1),
    face: t(`rack.${device.face}`),
    power: type?.power === undefined ? '–' : `${figure(type.power, 'W')} (${t('provenance.nameplate')})`,
  })
  const label = nameOf(device)
  return (
    <g className={`elevation-device is-${type?.role ?? 'unknown'} ${selected ? 'is-selected' : ''}`}>
      <PlaceLink to={addressOfThing(device.path)}>
        <rect className="elevation-body" {...box} />
        <text x={box.x + 6} y={box.y + Math.min(box.height / 2 + 4, 12)}>
          {label.length > MOST_LETTERS ? `${label.slice(0, MOST_LETTERS - 1)}…` : label}
        </text>
        <title>{description}</title>
      </PlaceLink>
    </g>
  )
}
