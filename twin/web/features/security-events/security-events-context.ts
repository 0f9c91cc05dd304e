import { createContext, useContext } from 'react'
import type { SecurityEventsAnswer } from '../../../protocol/security-event.ts'
import type { Remote } from '../../ui/use-remote.ts'

/** The security events, asked for once for the whole page. */
export const SecurityEventsContext = createContext<Remote<SecurityEventsAnswer> | undefined>(undefined)

/** @throws Error outside the page's frame */
export function useSecurityEvents(): Remote<SecurityEventsAnswer> {
  const events = useContext(SecurityEventsContext)
  if (!events) throw new Error('useSecurityEvents is for components below SecurityEventsSource; page.tsx provides it')
  return events
}
