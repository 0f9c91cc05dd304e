import { lostInputs } from '../../analysis/failover/lost-of.ts'
import { type DeclaredLoads, declaredLoads } from '../../analysis/power/declared-loads.ts'
import type { PowerLoads } from '../../analysis/power/loads.ts'
import type { PowerGraph } from '../../analysis/power/power-graph.ts'
import { measuredLoads } from '../../analysis/reconcile/measured-loads.ts'
import { STALE_AFTER_SECONDS } from '../../analysis/reconcile/measurement.ts'
import { type Reconciled, reconcile } from '../../analysis/reconcile/reconcile.ts'
import type { CommandCall } from '../../kit/command.ts'
import type { Estate } from '../../model/estate.ts'
import type { EstateQuestions } from './estate-questions.ts'

/** The loads that an answer rests on. */
export interface KnownLoads {
  readonly from: 'declared' | 'measured'
  /** The server that gave the live values. */
  readonly server: string | undefined
  readonly loads: PowerLoads
  readonly reconciled: Reconciled
  /** What the server says is lost already. */
  readonly lost: readonly string[]
}

/**
 * Measured loads where a server gives live values of this estate, else declared ones.
 * @throws what the question for live values throws
 */
export async function knownLoads(
  call: CommandCall,
  estate: Estate,
  graph: PowerGraph,
  { liveLoads }: Pick<EstateQuestions<never>, 'liveLoads'>,
): Promise<KnownLoads> {
  const declared = declaredLoads(estate, graph)
  const live = await liveLoads?.(call)
  if (live && live.estate !== estate.name) {
    call.io.message(
      `oblak: ${live.server} serves the estate ${live.estate}, not ${estate.name}: its values are not taken.`,
    )
    return asDeclared(graph, declared)
  }
  if (!live || live.measurements.length === 0) return asDeclared(graph, declared)
  const inputs = lostInputs(graph, live.lost)
  const reconciled = reconcile(graph, declared, live.measurements, STALE_AFTER_SECONDS, inputs)
  const loads = measuredLoads(graph, declared, reconciled)
  return { from: 'measured', server: live.server, loads, reconciled, lost: live.lost }
}

function asDeclared(graph: PowerGraph, declared: DeclaredLoads): KnownLoads {
  const reconciled = reconcile(graph, declared, [], STALE_AFTER_SECONDS)
  return { from: 'declared', server: undefined, loads: declared, reconciled, lost: [] }
}
