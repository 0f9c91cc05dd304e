import { lostInputs } from '../../twin/analysis/failover/lost-of.ts'
import type { Measurement } from '../../twin/analysis/reconcile/measurement.ts'
import { STALE_AFTER_SECONDS } from '../../twin/analysis/reconcile/measurement.ts'
import { reconcile } from '../../twin/analysis/reconcile/reconcile.ts'
import type { GateBasis } from './gate.ts'
import { loadsOfDevices } from './loads-of-devices.ts'

/** What a running twin measures, as its /api/loads says it. */
export interface LiveLoads {
  readonly measurements: readonly Measurement[]
  /** What is lost already, by path. */
  readonly lost: readonly string[]
}

/** How many devices are taken by what. */
export interface LiveCounts {
  /** Fresh, of a meter of their own or by their part of one above. */
  measured: number
  /** By nameplate: nothing measures them. */
  missing: number
  /** By nameplate: what measures them is too old. */
  stale: number
}

/**
 * Loads that may only be more than what the estate declares, so that live values tighten the gate and never widen it: a device with a fresh measurement draws that
 * where it is more; every other one is taken to draw its nameplate. What is lost already is lost in every answer.
 *
 * @param counts is filled when the gate asks for the loads
 */
export function liveBasis({ lost, measurements }: LiveLoads, counts: LiveCounts): GateBasis {
  return {
    lost,
    loads: (graph, declared) => {
      const { devices: estimates } = reconcile(
        graph,
        declared,
        measurements,
        STALE_AFTER_SECONDS,
        lostInputs(graph, lost),
      )
      const devices = declared.devices.map((usual, number) => {
        const estimate = estimates[number]
        if (estimate?.how === 'measured' || estimate?.how === 'allocated') {
          counts.measured++
          return Math.max(usual, estimate.watts)
        }
        if (estimate?.staleSeconds === undefined) counts.missing++
        else counts.stale++
        const more = declared.uncertainty[number] ?? Number.NaN
        return Number.isNaN(more) ? usual : usual + more
      })
      return loadsOfDevices(graph, declared, declared, devices)
    },
  }
}
