import { useCallback } from 'react'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'

const HOUR_MS = 3_600_000
const PERIOD_MS = 720 * HOUR_MS

/** PUE of thirty days to the last full hour, so that all viewers of an hour ask the same; a dash, and why, where there is none. */
export function SitePue({ site }: { readonly site: string }) {
  const { api, live } = useTwin()
  const { figure, t } = useTranslator()
  const load = useCallback(
    (signal: AbortSignal) => {
      const to = Math.floor(live.serverNow() / HOUR_MS) * HOUR_MS
      return api.energy(site, { from: to - PERIOD_MS, to }, signal)
    },
    [api, live, site],
  )
  const { answer } = useRemote(load, HOUR_MS)
  if (!answer) return '–'
  const { absent, category, pue } = answer
  if (pue === null || category === null) {
    const why = absent.pue && t(`energy.absent.${absent.pue.why}`, { paths: absent.pue.paths.join(', ') })
    return <span title={why}>–</span>
  }
  return (
    <span title={t(`energy.category.${category}`)}>
      {t('energy.pueOf', { value: figure(pue, '1', 3), category: String(category) })}
    </span>
  )
}
