import type { DeviceType } from '../../model/things.ts'
import type { DraftsByPath } from './drafts-by-path.ts'
import { type EstateProblem, within } from './estate-problem.ts'

/** Racks of which each machine is a node, with devices of which nobody knows how many machines they are. Racks that hold the same are told once, and counted. */
export function* checkRackNodes(things: DraftsByPath, deviceTypes: readonly DeviceType[]): Iterable<EstateProblem> {
  const unknown = new Map(
    deviceTypes
      .filter(({ role, compute }) => (role === 'server' || role === 'gpu') && compute === undefined)
      .map((type) => [type.slug, type]),
  )
  const counts = new Map<object, number>()
  for (const { thing, inside } of things.drafts) {
    if (thing.kind === 'rack' && thing.nodes === 'machine' && inside)
      counts.set(inside.plan, (counts.get(inside.plan) ?? 0) + 1)
  }
  const told = new Set<object>()
  for (const { thing, inside } of things.drafts) {
    if (thing.kind !== 'rack' || thing.nodes !== 'machine' || !inside || told.has(inside.plan)) continue
    told.add(inside.plan)
    for (const slot of inside.shape.names.keys()) {
      const device = inside.make(slot)
      if (device.kind !== 'device' || !unknown.has(device.type)) continue
      yield {
        origin: within(inside.origin(slot), 'type'),
        message: 'stands in a rack of which each machine is a node (`nodes: machine`), and nobody says how many it is',
        found: device.type,
        allowed: 'a device type that has `compute`',
        more: (counts.get(inside.plan) ?? 1) - 1,
      }
    }
  }
}
