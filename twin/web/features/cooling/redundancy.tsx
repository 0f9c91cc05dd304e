import type { CoolingView } from '../../../protocol/cooling.ts'
import { useTwin } from '../../twin-context.ts'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

interface RedundancyProps {
  readonly heatIs: CoolingView['heatIs']
  readonly zones: CoolingView['zones']
  readonly loops: CoolingView['loops']
}

interface Line {
  readonly key: string
  readonly name: string
  readonly heat: number | null
  readonly withoutGreatest: number | null
  readonly free: number | null
  readonly holds: boolean
}

/** N+1 of the air and the liquid of each zone, and of the chillers behind them. */
export function Redundancy({ heatIs, loops, zones }: RedundancyProps) {
  const { estate } = useTwin()
  const { count, measured, nameOf, t } = useTranslator()
  const named = (path: string) => {
    const thing = estate.find(path)
    return thing ? nameOf(thing) : path
  }
  const lines = [
    ...zones.flatMap(({ air, liquid, room }): readonly Line[] => [
      ...(air ? [{ key: `${room} air`, name: t('cooling.zone.air', { room: named(room) }), ...air }] : []),
      ...(liquid ? [{ key: `${room} liquid`, name: t('cooling.zone.liquid', { room: named(room) }), ...liquid }] : []),
    ]),
    ...loops.map(
      (loop): Line => ({
        key: loop.chillers[0] ?? '',
        name: t('cooling.loop', { count: count(loop.chillers.length) }),
        ...loop,
      }),
    ),
  ]
  return (
    <Section title={t('cooling.redundancy')}>
      <table className="cooling-table">
        <thead>
          <tr>
            <th scope="col">{t('cooling.zone')}</th>
            <th scope="col">{t('cooling.load')}</th>
            <th scope="col">{t('cooling.withoutGreatest')}</th>
            <th scope="col">{t('cooling.free')}</th>
            <th scope="col">N+1</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ free, heat, holds, key, name, withoutGreatest }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{measured(heat, 'W')}</td>
              <td>{measured(withoutGreatest, 'W')}</td>
              <td>{measured(free, 'W')}</td>
              <td className={holds ? '' : 'is-broken'}>{t(holds ? 'cooling.holds' : 'cooling.broken')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="is-quiet-text">{t(`cooling.heatIs.${heatIs}`)}</p>
    </Section>
  )
}
