import type { PointView } from '../../protocol/rest.ts'
import { useTwin } from '../twin-context.ts'
import { useTranslator } from './translator-context.ts'
import { useLiveValue } from './use-live-value.ts'

/** The newest value of a point: live where one came over the socket, else the one that came with the thing. */
export function LivePoint({ point }: { readonly point: PointView }) {
  const { live } = useTwin()
  const { measured } = useTranslator()
  const value = useLiveValue('point', point.index)
  const isLive = live.columns.revisionOf('point') > 0 && !Number.isNaN(value)
  const shown = isLive ? value : point.latest?.value
  const stale = !isLive && point.latest?.stale === true
  return <span className={stale ? 'live-value is-stale' : 'live-value'}>{measured(shown, point.unit)}</span>
}
