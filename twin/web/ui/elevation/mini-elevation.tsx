import { useId } from 'react'
import type { DeviceType, Rack, Thing } from '../../../model/things.ts'
import './elevation.css'
import { type ElevationGhost, GhostSlot, ReservedPattern } from './ghost-slot.tsx'
import { slotsOf } from './slots.ts'

const UNIT = 4
const NUMBERS = 20
const WIDTH = 72
/** Units that have their number written. */
const NUMBERED = 10

interface MiniElevationProps {
  readonly rack: Rack
  readonly things: readonly Thing[]
  readonly types: Readonly<Record<string, DeviceType>>
  readonly ghosts: readonly ElevationGhost[]
  /** Said in place of the picture. */
  readonly label: string
}

/** A rack from its front, small: what stands there, and what would. */
export function MiniElevation({ rack, things, types, ghosts, label }: MiniElevationProps) {
  const pattern = useId()
  const height = rack.units * UNIT
  const boxOf = ({ position, units }: { readonly position: number; readonly units: number }) => ({
    x: NUMBERS + 1,
    y: height - (position - 1 + units) * UNIT + 1,
    width: WIDTH - 2,
    height: units * UNIT,
  })
  const numbers = Array.from({ length: Math.floor(rack.units / NUMBERED) }, (_, at) => (at + 1) * NUMBERED)
  return (
    <svg
      className="elevation-mini"
      viewBox={`0 0 ${NUMBERS + WIDTH + 2} ${height + 2}`}
      width={NUMBERS + WIDTH + 2}
      height={height + 2}
      role="img"
      aria-label={label}
    >
      <defs>
        <ReservedPattern id={pattern} />
      </defs>
      <rect className="elevation-frame" x={NUMBERS} y={1} width={WIDTH} height={height} />
      {numbers.map((unit) => (
        <text
          key={unit}
          className="elevation-number"
          fontSize={9}
          x={NUMBERS - 3}
          y={boxOf({ position: unit, units: 1 }).y + 6}
        >
          {unit}
        </text>
      ))}
      {slotsOf(things, types, 'front').map((slot) => (
        <rect
          key={slot.device.path}
          className={slot.through ? 'elevation-through-body' : 'elevation-body'}
          {...boxOf({ position: slot.position, units: slot.height })}
        />
      ))}
      {ghosts.map((ghost) => (
        <GhostSlot
          key={`${ghost.kind} ${ghost.position}`}
          ghost={{ ...ghost, text: '' }}
          box={boxOf(ghost)}
          pattern={pattern}
        />
      ))}
    </svg>
  )
}
