import type { Diagnostic } from '../../kit/diagnostic.ts'
import type { YamlSource } from '../../kit/yaml-source.ts'
import type { Day } from '../../model/day.ts'
import type { ThingPath } from '../../model/path.ts'
import type { ProgrammeDemand } from '../../model/programme.ts'
import type { WrittenProgramme } from './programme-schema.ts'

/** What a programme file says that somebody will want. */
export function demandOf({ demand = [], source: around }: WrittenProgramme): readonly ProgrammeDemand[] {
  return demand.map(({ from, id, name, place, source = around, ...more }) => ({
    ...{ id, name, source, place: place as ThingPath, from: from as Day },
    ...(more as Partial<ProgrammeDemand>),
  }))
}

/** Rows of one id; of two, the later one is wrong. */
export function demandFaults({ demand = [] }: WrittenProgramme, source: YamlSource): readonly Diagnostic[] {
  const seen = new Set<string>()
  return demand.flatMap(({ id }, at) => {
    const isTwice = seen.has(id)
    seen.add(id)
    const more = { found: id, allowed: 'an id of its own' }
    return isTwice ? [source.diagnostic(['demand', at, 'id'], 'is the id of another one above', more)] : []
  })
}
