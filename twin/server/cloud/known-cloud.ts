import type { DeclaredCloud } from '../../model/cloud.ts'
import { DeclaredRacks } from './declared-racks.ts'
import { ServiceViews } from './service-views.ts'

/** All that follows from what is declared. */
export interface KnownCloud {
  readonly declared: DeclaredCloud
  readonly racks: DeclaredRacks
  readonly views: ServiceViews
}

export function knownCloud(declared: DeclaredCloud): KnownCloud {
  const racks = new DeclaredRacks(declared)
  return { declared, racks, views: new ServiceViews(declared, racks) }
}
