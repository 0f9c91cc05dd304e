/** The bands of the Rack Cooling Index (Herrlin 2005): from 96 % good, above 90 % acceptable. */
export function gradeOfRci(percent: number): 'good' | 'acceptable' | 'poor' {
  if (percent >= 96) return 'good'
  return percent > 90 ? 'acceptable' : 'poor'
}

/** What the Return Temperature Index tells: within a twentieth of 100 % supply and need are taken as balanced (assumed). */
export function gradeOfRti(percent: number): 'recirculation' | 'bypass' | 'balanced' {
  if (Math.abs(percent - 100) <= 5) return 'balanced'
  return percent > 100 ? 'recirculation' : 'bypass'
}
