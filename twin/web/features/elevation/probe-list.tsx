import type { Probe, Rack, Thing } from '../../../model/things.ts'
import type { PointView } from '../../../protocol/rest.ts'
import { LiveHealth } from '../../ui/health-mark.tsx'
import { LivePoint } from '../../ui/live-point.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

interface ProbeListProps {
  readonly rack: Rack
  readonly things: readonly Thing[]
  readonly points: readonly PointView[]
}

/** Air first, as people read a rack. */
const ROLES: readonly Probe['role'][] = [
  'intake',
  'exhaust',
  'supply-air',
  'return-air',
  'room',
  'outside',
  'door',
  'leak',
  'smoke',
]

/** The rack's probes from the top down, with their heights above the floor and what they measure now. */
export function ProbeList({ rack, things, points }: ProbeListProps) {
  const { t, nameOf, figure } = useTranslator()
  const probes = things
    .filter((thing): thing is Probe => thing.kind === 'probe')
    .sort((one, other) => ROLES.indexOf(one.role) - ROLES.indexOf(other.role) || other.at.z - one.at.z)
  if (probes.length === 0) return null
  return (
    <>
      <h3 className="elevation-probes-title">{t('rack.probes')}</h3>
      <table className="elevation-probes">
        <tbody>
          {probes.map((probe) => (
            <tr key={probe.path}>
              <th scope="row">
                <LiveHealth index={probe.index} /> <ThingLink path={probe.path}>{nameOf(probe)}</ThingLink>
              </th>
              <td className="is-quiet-text">
                {t(`role.${probe.role}`)},{' '}
                {t('rack.height', { height: figure(Math.max(0, probe.at.z - rack.placement.at.z), '1', 2) })}
              </td>
              <td className="is-number">
                {readingsOf(probe, points).map((point) => (
                  <span key={point.path} className="elevation-reading">
                    <LivePoint point={point} />
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** What the probe measures: a quantity without a value is left out where another has one. */
function readingsOf({ path }: Probe, points: readonly PointView[]): readonly PointView[] {
  const own = points.filter((point) => point.path.startsWith(`${path}/`))
  const measured = own.filter(({ latest }) => latest !== undefined && latest.value !== null)
  return measured.length > 0 ? measured : own.slice(0, 1)
}
