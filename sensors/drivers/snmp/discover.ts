import type { Oid } from '../../profiles/oid.ts'
import { rulesOf, type SnmpMap, type SnmpTableMap, type SourceRule, type ValueRule } from '../../profiles/snmp-map.ts'
import { mayName } from '../../profiles/snmp-template.ts'
import type { ActivePoint } from './active-point.ts'
import { nameRows, type UnknownRows } from './name-rows.ts'
import { type Answer, readMany } from './read-many.ts'
import type { Reader } from './reader.ts'
import { type Column, walkColumns } from './walk.ts'

/** What was found on a device: the variables beside the values, by column or as scalars. */
export interface Found {
  readonly columns: ReadonlyMap<Oid, Column>
  readonly scalars: ReadonlyMap<Oid, Answer>
}

/**
 * Which points of the map this device has: walks the columns that the wanted points need, reads the scalars once.
 * @param wanted names as in Target.points; all where absent
 * @param unknown takes the rows that no rule knows
 * @throws DeviceError
 */
export async function discover(
  reader: Reader,
  map: SnmpMap,
  wanted: readonly string[] | undefined,
  signal: AbortSignal,
  unknown?: UnknownRows,
): Promise<readonly ActivePoint[]> {
  const isWanted = (rule: ValueRule) => mayName(rule.name, wanted)
  const scalars = map.scalars.filter(({ rule }) => isWanted(rule))
  const tables = map.tables
    .map((table) => ({ ...table, points: table.points.filter((point) => rulesOf(point).some(isWanted)) }))
    .filter(({ points }) => points.length > 0)
  const sources = [...scalars.flatMap(({ rule }) => sourcesOf(rule)), ...tables.flatMap((table) => tableSources(table))]
  const columns = [
    ...tables.flatMap(({ points, named }) => [...points.map(({ oid }) => oid), ...named]),
    ...sources.flatMap((source) => (source.kind === 'column' ? [source.oid] : [])),
  ]
  const single = [
    ...scalars.map(({ oid }) => oid),
    ...sources.flatMap((source) => (source.kind === 'scalar' ? [source.oid] : [])),
  ]
  const found: Found = {
    columns: await walkColumns(reader.requester, columns, reader.bulkSize, reader.limits, signal),
    scalars: await readMany(reader.requester, [...new Set(single)], reader.getSize, signal),
  }
  return nameRows({ scalars, tables }, found, unknown)
}

/** Everything that the rule draws on beside the value itself. */
function sourcesOf(rule: ValueRule): SourceRule[] {
  return [
    ...rule.label,
    ...[rule.digits, rule.time?.from].filter((source) => source !== undefined),
    ...(typeof rule.unitFrom === 'object' ? [rule.unitFrom.from] : []),
    ...rule.factors.map(({ from }) => from),
    ...rule.when.map(({ from }) => from),
  ]
}

function tableSources(table: SnmpTableMap): SourceRule[] {
  return [
    ...table.only.map(({ from }) => from),
    ...table.label,
    ...(table.linked ? [table.linked] : []),
    ...table.points.flatMap((point) => [
      ...(point.types ? [point.types.from] : []),
      ...rulesOf(point).flatMap(sourcesOf),
    ]),
  ]
}
