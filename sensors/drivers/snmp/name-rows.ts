import { compareOids, type Oid } from '../../profiles/oid.ts'
import {
  codeKey,
  type GateRule,
  type SnmpScalar,
  type SnmpTableMap,
  type SourceRule,
  type ValueRule,
} from '../../profiles/snmp-map.ts'
import { fillIndex, fillName, type TemplateRow } from '../../profiles/snmp-template.ts'
import { type ActivePoint, addPoint } from './active-point.ts'
import { holds } from './decode.ts'
import type { Found } from './discover.ts'
import { numberAndUnit, rawValue, textValue } from './raw-value.ts'
import type { Varbind } from './varbind.ts'

/** A row of a table, or for scalars nothing but the device itself. */
interface Row {
  readonly entry: Oid
  readonly index: string
  readonly template: TemplateRow
}

const NO_ROW: Row = { entry: '', index: '', template: { arcs: [], number: 0, column: () => undefined } }

/** Rows whose type no rule of the profile knows: the identifiers of their values → label and code of the type. */
export type UnknownRows = Map<Oid, string>

/**
 * The points that stand behind what was found, in the order of the profile and of the rows.
 * @param unknown takes the rows that are left out
 */
export function nameRows(
  wanted: { readonly scalars: readonly SnmpScalar[]; readonly tables: readonly SnmpTableMap[] },
  found: Found,
  unknown: UnknownRows = new Map(),
): readonly ActivePoint[] {
  const points = new Map<string, ActivePoint>()
  for (const { oid, rule } of wanted.scalars) {
    const varbind = found.scalars.get(oid)
    if (typeof varbind !== 'object') continue
    addPoint(points, activePoint(rule, rule.name, varbind, NO_ROW, undefined, found))
  }
  for (const table of wanted.tables) addTable(table, found, points, unknown)
  return [...points.values()]
}

function addTable(table: SnmpTableMap, found: Found, points: Map<string, ActivePoint>, unknown: UnknownRows): void {
  const own = new Set<string>()
  for (const row of rowsOf(table, found)) {
    if (!table.only.every((gate) => gateHolds(gate, row, found))) continue
    const strange = new Map<Oid, string>()
    let isKnown = false
    for (const { oid: column, rule: plain, types } of table.points) {
      const varbind = found.columns.get(column)?.get(row.index)
      if (!varbind) continue
      const type = types && (textOf(types.from, row, found) ?? '')
      const rule = types ? types.rules.get(codeKey(type ?? '')) : plain
      if (!rule) {
        strange.set(varbind.oid, `${row.template.label ?? `row ${row.index}`} (type ${type || 'not told'})`)
        continue
      }
      isKnown = true
      const label = labelOf(rule.label, row, found) ?? row.template.label
      const name = fillName(rule.name, table.entry, label === undefined ? row.template : { ...row.template, label })
      if (name === undefined) continue
      const linked = linkedName(table, row, name, found)
      // Two parts with one label: the second carries its index, so that neither hides the other.
      const unique = own.has(linked) ? withIndex(linked, row) : linked
      if (addPoint(points, activePoint(rule, unique, varbind, row, label, found))) own.add(unique)
    }
    if (!isKnown) for (const [oid, text] of strange) unknown.set(oid, text)
  }
}

/** Rows that any of the value columns has: a sparse table has columns that lack some. */
function rowsOf(table: SnmpTableMap, found: Found): readonly Row[] {
  const indexes = new Set(table.points.flatMap(({ oid }) => [...(found.columns.get(oid)?.keys() ?? [])]))
  return [...indexes].sort(compareOids).map((index, at): Row => {
    const text = (oid: Oid) => {
      const varbind = found.columns.get(oid)?.get(index)
      return varbind === undefined ? undefined : textValue(varbind)
    }
    const plain: TemplateRow = { arcs: index.split('.'), number: at + 1, column: text }
    const row: Row = { entry: table.entry, index, template: plain }
    const label = labelOf(table.label, row, found)
    return label ? { ...row, template: { ...plain, label } } : row
  })
}

function activePoint(
  rule: ValueRule,
  name: string,
  varbind: Varbind,
  row: Row,
  label: string | undefined,
  found: Found,
): ActivePoint {
  const factor = rule.states ? 1 : factorOf(rule, row, found)
  const unit = unitOf(rule, row, found)
  const timeOid = rule.time && oidOf(rule.time.from, row)
  const own = label ?? labelOf(rule.label, row, found)
  return {
    name,
    ...(own ? { label: own } : {}),
    rule,
    oid: varbind.oid,
    factor,
    gates: rule.when.flatMap((gate) => {
      const at = oidOf(gate.from, row)
      return at !== undefined && (gate.isNeeded || varbindAt(gate.from, row, found)) ? [{ oid: at, rule: gate }] : []
    }),
    ...(unit ? { unit } : {}),
    ...(timeOid === undefined ? {} : { timeOid }),
    isLacking: Number.isNaN(factor) || rule.unsupported.has(codeKey(rawValue(varbind, rule.encoding) ?? '')),
  }
}

/**
 * NaN where the decimal digits or a factor did not come, or come as a code that the profile does not know: 3497 without its three digits would
 * be no reading but a thousandfold one.
 */
function factorOf(rule: ValueRule, row: Row, found: Found): number {
  let factor = rule.scale
  if (rule.digits) {
    const { number } = numberAndUnit(textOf(rule.digits, row, found) ?? '')
    if (!(number <= 30)) return Number.NaN
    // RFC 3433: below zero it counts accurate digits and moves nothing.
    if (number > 0) factor /= 10 ** number
  }
  for (const { from, map, negativeDivides } of rule.factors) {
    const text = textOf(from, row, found) ?? ''
    const told = (map ? map.get(codeKey(text)) : numberAndUnit(text).number) ?? Number.NaN
    factor *= negativeDivides && told < 0 ? -1 / told : told
  }
  return Number.isFinite(factor) ? factor : Number.NaN
}

/** A scalar is a setting that somebody may turn at any time, so it is read with every poll; a column comes with its row. */
function unitOf({ unitFrom }: ValueRule, row: Row, found: Found): ActivePoint['unit'] {
  if (typeof unitFrom !== 'object') return undefined
  if (unitFrom.from.kind === 'scalar') return varbindAt(unitFrom.from, row, found) && { oid: unitFrom.from.oid }
  const code = textOf(unitFrom.from, row, found)
  return code === undefined ? undefined : { code }
}

/** Of a row: what does not answer does not hold, unless it only must not be something. */
function gateHolds(gate: GateRule, row: Row, found: Found): boolean {
  const text = textOf(gate.from, row, found)
  if (text === undefined) return gate.equals === undefined && gate.matches === undefined
  return holds(gate, text)
}

function labelOf(sources: readonly SourceRule[], row: Row, found: Found): string | undefined {
  for (const source of sources) {
    const text = textOf(source, row, found)
    if (text) return text
  }
  return undefined
}

function textOf(source: SourceRule, row: Row, found: Found): string | undefined {
  if (source.kind === 'arc') return row.template.arcs[source.arc - 1]
  const varbind = varbindAt(source, row, found)
  const text = varbind && textValue(varbind)
  if (text === undefined || !source.matches) return text
  const part = source.matches.exec(text)
  return part ? (part[1] ?? part[0]) : undefined
}

function varbindAt(source: SourceRule, row: Row, found: Found): Varbind | undefined {
  if (source.kind === 'scalar') {
    const answer = found.scalars.get(source.oid)
    return typeof answer === 'object' ? answer : undefined
  }
  if (source.kind === 'arc') return undefined
  const index = indexIn(source, row)
  return index === undefined ? undefined : found.columns.get(source.oid)?.get(index)
}

function oidOf(source: SourceRule, row: Row): Oid | undefined {
  if (source.kind === 'scalar') return source.oid
  if (source.kind === 'arc') return undefined
  const index = indexIn(source, row)
  return index === undefined ? undefined : `${source.oid}.${index}`
}

function indexIn(source: Extract<SourceRule, { kind: 'column' }>, row: Row): string | undefined {
  return source.index === undefined ? row.index : fillIndex(source.index, row.entry, row.template)
}

/** Points of the second and further chained units begin with the unit: `unit-2/power`, `unit-2-l1/current`. */
function linkedName(table: SnmpTableMap, row: Row, name: string, found: Found): string {
  const unit = table.linked && textOf(table.linked, row, found)
  if (unit === undefined || !/^\d{1,6}$/.test(unit)) return name
  const nth = Number(unit) - table.firstUnit + 1
  if (nth <= 1) return name
  return name.includes('/') ? `unit-${nth}-${name}` : `unit-${nth}/${name}`
}

function withIndex(name: string, row: Row): string {
  const index = row.template.arcs.join('-')
  const [component = '', quantity] = name.split('/')
  return quantity === undefined ? `${component}-${index}` : `${component}-${index}/${quantity}`
}
