import { useCallback, useMemo } from 'react'
import { useTwin } from '../../twin-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { useRemote } from '../../ui/use-remote.ts'

const REFRESH_MS = 60_000

/** The programme, its risk and its supply, as the address asks: another day is no other question. */
export function useBuildOut() {
  const { api } = useTwin()
  const baseline = usePlace(({ buildOut }) => buildOut.baseline)
  const scenario = usePlace(({ buildOut }) => buildOut.scenario)
  const delays = usePlace(({ buildOut }) => buildOut.delays)
  const query = useMemo(() => {
    const asked = new URLSearchParams(delays.map((delay) => ['delay', delay]))
    if (baseline !== undefined) asked.set('baseline', baseline)
    if (scenario !== undefined) asked.set('scenario', scenario)
    return asked
  }, [baseline, scenario, delays])
  const programme = useRemote(
    useCallback((signal: AbortSignal) => api.buildOut(query, signal), [api, query]),
    REFRESH_MS,
  )
  const version = programme.answer?.version
  const hasRisk = programme.answer?.hasRisk
  const risk = useRemote(
    useCallback(
      (signal: AbortSignal) => onceThere(hasRisk ? version : undefined, () => api.buildOutRisk(query, signal)),
      [api, hasRisk, query, version],
    ),
  )
  const supply = useRemote(
    useCallback(
      (signal: AbortSignal) => onceThere(version, () => api.buildOutSupply(query, signal)),
      [api, query, version],
    ),
  )
  return { programme, query, risk, supply }
}

/** What is behind the programme is asked when that has come, and again when it is another. */
function onceThere<Answer>(version: string | undefined, ask: () => Promise<Answer>): Promise<Answer> {
  return version === undefined ? new Promise(() => undefined) : ask()
}
