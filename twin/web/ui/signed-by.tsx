import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useTwin } from '../twin-context.ts'

/** Who a word is given by: '' where the server takes the signed-in user's name by itself. */
export function useSigner(): { readonly by: string; readonly isLoading: boolean } {
  const { settings, session } = useTwin()
  const operator = useStore(settings, (state) => state.operator)
  const { user, loading } = useStore(session)
  // Somebody else may have signed in in another window.
  useEffect(() => void session.refresh(), [session])
  return { by: user ? '' : operator.trim(), isLoading: loading }
}

/** The signed-in user's name, or a field for one. */
export function SignedBy({ label }: { readonly label: string }) {
  const { settings, session } = useTwin()
  const operator = useStore(settings, (state) => state.operator)
  const { user, loading } = useStore(session)
  if (user) {
    return (
      <p>
        {label}: <strong>{user.name}</strong>
      </p>
    )
  }
  return loading ? null : (
    <label>
      {label}
      <input
        value={operator}
        maxLength={64}
        required
        onChange={(event) => settings.setState({ operator: event.target.value })}
      />
    </label>
  )
}
