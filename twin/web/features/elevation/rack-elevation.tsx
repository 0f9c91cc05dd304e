import type { DeviceType, Rack, Thing } from '../../../model/things.ts'
import type { PointView } from '../../../protocol/rest.ts'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import './elevation.css'
import { Face } from './face.tsx'
import { ProbeList } from './probe-list.tsx'
import { usedUnits } from './slots.ts'

interface RackElevationProps {
  readonly rack: Rack
  /** The rack's children: devices, rack PDUs, probes. */
  readonly things: readonly Thing[]
  readonly types: Readonly<Record<string, DeviceType>>
  readonly points: readonly PointView[]
}

/** Front and rear with every unit numbered, free ones visible, and the probes at their heights. */
export function RackElevation({ rack, things, types, points }: RackElevationProps) {
  const { t, figure } = useTranslator()
  const used = usedUnits(rack, things, types)
  return (
    <Section
      title={t('rack.elevation')}
      tools={<span className="is-quiet-text">{t('rack.used', { used: figure(used, '1'), total: rack.units })}</span>}
    >
      <div className="elevation">
        <Face rack={rack} face="front" things={things} types={types} />
        <Face rack={rack} face="rear" things={things} types={types} />
      </div>
      <ProbeList rack={rack} things={things} points={points} />
    </Section>
  )
}
