/**
 * Return Temperature Index (Herrlin, 2007), %: above 100 equipment breathes its own exhaust (recirculation), below 100 supply air goes back
 * unused (bypass). NaN where the equipment's rise is not known.
 * @param supplied °C of the air that coolers give, @param returned °C of the air that they take, both weighted by airflow
 * @param rise ΔT of the equipment, K
 */
export function returnTemperatureIndex(supplied: number, returned: number, rise: number): number {
  return rise > 0 ? ((returned - supplied) / rise) * 100 : Number.NaN
}

/** A rack's air: its temperature at the intake and at the exhaust, °C, and m³/s or any weight in proportion to that. */
export interface RackBreath {
  readonly intake: number
  readonly exhaust: number
  readonly flow: number
}

/**
 * Supply Heat Index (Sharma, Bash and Patel, AIAA 2002-3091), 0 to 1: the heat that supply air takes up before the intakes, over all that
 * it has taken up at the exhausts. Its remainder to 1 is the Return Heat Index. NaN without a rack of which all is known.
 * @param reference °C of the supply air
 */
export function supplyHeatIndex(racks: readonly RackBreath[], reference: number): number {
  let before = 0
  let whole = 0
  for (const { exhaust, flow, intake } of racks) {
    if (!(flow > 0) || Number.isNaN(intake + exhaust)) continue
    before += flow * (intake - reference)
    whole += flow * (exhaust - reference)
  }
  return whole > 0 ? before / whole : Number.NaN
}
