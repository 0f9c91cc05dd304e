import { useEffect, useRef } from 'react'
import type { DeviceType, Rack, Thing } from '../../../model/things.ts'
import type { PointView } from '../../../protocol/rest.ts'
import { saveSvg } from '../../export/save-svg.ts'
import { useTwin } from '../../twin-context.ts'
import { useElevationGhosts } from '../../ui/elevation/use-elevation-ghosts.ts'
import { SaveButton } from '../../ui/save-button.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { AskedHere } from './asked-here.tsx'
import '../../ui/elevation/elevation.css'
import { usedUnits } from '../../ui/elevation/slots.ts'
import { Face } from './face.tsx'
import { ProbeList } from './probe-list.tsx'

interface RackElevationProps {
  readonly rack: Rack
  /** The rack's children: devices, rack PDUs, probes. */
  readonly things: readonly Thing[]
  readonly types: Readonly<Record<string, DeviceType>>
  readonly points: readonly PointView[]
}

/** Front and rear with every unit numbered, free ones visible, and the probes at their heights. */
export function RackElevation({ rack, things, types, points }: RackElevationProps) {
  const { live, reservations, simulated } = useTwin()
  const { t, figure, nameOf, dateTime } = useTranslator()
  const faces = useRef<HTMLDivElement>(null)
  const ghosts = useElevationGhosts(rack.path)
  useEffect(() => reservations.watch(), [reservations])
  const used = usedUnits(rack, things, types)
  const usedText = t('rack.used', { used: figure(used, '1'), total: rack.units })
  const save = () => {
    const elements = [...(faces.current?.querySelectorAll<SVGSVGElement>('.elevation-drawing') ?? [])]
    const saved = t('picture.saved', { time: dateTime(live.serverNow()) })
    saveSvg({
      drawings: elements.map((element, at) => ({ element, heading: t(at === 0 ? 'rack.front' : 'rack.rear') })),
      caption: {
        title: `${nameOf(rack)} · ${t('rack.elevation')}`,
        notes: [`${rack.path} · ${usedText} · ${saved}`, ...(simulated ? [t('simulated.hint')] : [])],
        items: [],
      },
      name: `${rack.path}-elevation`,
    })
  }
  return (
    <Section
      title={t('rack.elevation')}
      tools={
        <>
          <span className="is-quiet-text">{usedText}</span>
          <SaveButton kind={t('picture.svg')} label={t('rack.svgLabel')} onSave={save} />
        </>
      }
    >
      <AskedHere rack={rack.path} />
      <div ref={faces} className="elevation">
        <Face rack={rack} face="front" things={things} types={types} ghosts={ghosts} />
        <Face rack={rack} face="rear" things={things} types={types} ghosts={ghosts} />
      </div>
      <ProbeList rack={rack} things={things} points={points} />
    </Section>
  )
}
