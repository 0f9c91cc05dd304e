import { type ReactNode, useCallback, useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { OverlaidColumns } from '../live/overlaid-columns.ts'
import { answerAt, hypotheticalHealth } from '../state/hypothetical.ts'
import { type Twin, TwinContext } from '../twin-context.ts'

interface WhatIfTwinProps {
  readonly twin: Omit<Twin, 'hypothetical'>
  readonly children: ReactNode
}

/** The twin as it is; in a what-if, once it is answered, with the health that things would have. Pictures, tables and lists follow. */
export function WhatIfTwin({ twin, children }: WhatIfTwinProps) {
  const answer = useStore(twin.whatIf, (state) => state.answer)
  const moment = useStore(twin.whatIf, (state) => state.moment)
  // A page that opens in a what-if may have the answer before it knows what takes part in health.
  const columns = twin.live.columns
  const subscribe = useCallback((listener: () => void) => columns.subscribe(listener), [columns])
  const known = useSyncExternalStore(subscribe, () => columns.valuesOf('health').length)
  const shown = useMemo((): Twin => {
    if (!answer || known === 0) return { ...twin, hypothetical: false }
    const { live } = twin
    const health = hypotheticalHealth(twin.estate, live.columns.valuesOf('health'), answer, answerAt(answer, moment))
    const overlaid: Twin['live'] = {
      columns: new OverlaidColumns(live.columns, 'health', health),
      link: live.link,
      watch: (request) => live.watch(request),
      pause: (paused) => live.pause(paused),
      retry: () => live.retry(),
      serverNow: () => live.serverNow(),
    }
    return { ...twin, live: overlaid, hypothetical: true }
  }, [twin, answer, moment, known])
  return <TwinContext value={shown}>{children}</TwinContext>
}
