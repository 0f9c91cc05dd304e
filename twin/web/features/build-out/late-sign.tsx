/** Days early or late: a triangle with its point up is late, one that points down is early, a disc is on time; the words stand beside it. */
export function LateSign({ days }: { readonly days: number | null | undefined }) {
  if (days === null || days === undefined) return null
  const kind = days > 0 ? 'late' : days < 0 ? 'early' : 'on-time'
  return (
    <svg viewBox="0 0 12 12" className={`late-sign is-${kind}`} aria-hidden="true">
      {kind === 'late' && <path d="M6 1L11 10.5H1Z" />}
      {kind === 'early' && <path d="M1 1.5H11L6 11Z" />}
      {kind === 'on-time' && <circle cx="6" cy="6" r="4" />}
    </svg>
  )
}
