/** The hatches of no data and of what is being built, and the marks of health, used by every box of the plan. */
export function PlanDefinitions() {
  return (
    <defs>
      <pattern id="plan-no-data" width="0.24" height="0.24" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="plan-hatch-ground" width="0.24" height="0.24" />
        <path className="plan-hatch" d="M0 0V0.24" />
      </pattern>
      <pattern id="plan-construction" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="plan-works-ground" width="3" height="3" />
        <path className="plan-works" d="M0 0V3" />
      </pattern>
      <symbol id="plan-mark-ok" viewBox="0 0 12 12" />
      <symbol id="plan-mark-unknown" viewBox="0 0 12 12" />
      <symbol id="plan-mark-warning" viewBox="0 0 12 12">
        <path className="plan-mark is-warning" d="M6 1.2L11.2 10.8H.8z" />
        <path className="plan-sign is-warning" d="M6 5v2.4M6 8.6v.8" />
      </symbol>
      <symbol id="plan-mark-critical" viewBox="0 0 12 12">
        <path className="plan-mark is-critical" d="M3.7.8h4.6l2.9 2.9v4.6l-2.9 2.9H3.7L.8 8.3V3.7z" />
        <path className="plan-sign is-critical" d="M4 4l4 4M8 4l-4 4" />
      </symbol>
    </defs>
  )
}
