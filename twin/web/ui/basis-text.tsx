import type { FailView } from '../../protocol/planning.ts'
import { useTranslator } from './translator-context.ts'

/** What an answer of the planner rests on. */
export function BasisText({ basis: { allocated, devices, loads, measured } }: { readonly basis: FailView['basis'] }) {
  const { t, count } = useTranslator()
  const counts = { measured: count(measured), allocated: count(allocated), devices: count(devices) }
  return <span className="is-quiet-text">{t(loads === 'measured' ? 'basis.measured' : 'basis.declared', counts)}</span>
}
