import type { Phase } from '../../model/things.ts'

/** Planned is an outline, under construction is hatched, live is solid. */
export function PhaseSign({ state }: { readonly state: Phase['state'] }) {
  return (
    <svg viewBox="0 0 12 12" className={`phase-sign is-${state}`} aria-hidden="true">
      <rect x="1" y="1" width="10" height="10" />
      {state === 'under-construction' && <path d="M1 6L6 1M1 11L11 1M6 11L11 6" />}
    </svg>
  )
}
