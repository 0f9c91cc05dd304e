import type { ReactNode } from 'react'
import { useTwin } from '../../twin-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { SecurityEventsContext } from './security-events-context.ts'

const REFRESH_MS = 10_000

/** Asks for the security events, for the bar, the first place and their list. */
export function SecurityEventsSource({ children }: { readonly children: ReactNode }) {
  const { api } = useTwin()
  return <SecurityEventsContext value={useRemote(api.securityEvents, REFRESH_MS)}>{children}</SecurityEventsContext>
}
