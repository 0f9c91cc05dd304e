import { useStore } from 'zustand'
import { useTwin } from '../twin-context.ts'

interface MayLookOnlyProps {
  /** Why buttons are missing, for the user of this name. */
  readonly told: (name: string) => string
}

/** Said to who may look and not change; nothing to others. */
export function MayLookOnly({ told }: MayLookOnlyProps) {
  const { session } = useTwin()
  const { loading, mayChange, user } = useStore(session)
  if (loading || mayChange || !user) return null
  return <p className="is-quiet-text">{told(user.name)}</p>
}
