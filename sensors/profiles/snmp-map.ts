import { type Quantity, stateCode } from '../../twin/model/quantity.ts'
import { unitConversion, unitsOf } from './convert-unit.ts'
import type { Oid } from './oid.ts'
import { leastOf } from './quantity-bounds.ts'
import type { SnmpGate, SnmpProfile, SnmpSource, SnmpTable, SnmpValue } from './snmp-profile.ts'
import { templateColumns, unknownPlace } from './snmp-template.ts'

/** A profile with everything resolved that does not depend on the device. */
export interface SnmpMap {
  readonly profile: SnmpProfile
  readonly scalars: readonly SnmpScalar[]
  readonly tables: readonly SnmpTableMap[]
}

export interface SnmpScalar {
  readonly oid: Oid
  readonly rule: ValueRule
}

export interface SnmpTableMap {
  readonly entry: Oid
  readonly linked?: SourceRule
  readonly firstUnit: number
  readonly only: readonly GateRule[]
  /** The first of them that has a text. */
  readonly label: readonly SourceRule[]
  readonly points: readonly SnmpColumn[]
  /** Columns that names and other tables' indexes are made of. */
  readonly named: readonly Oid[]
}

export interface SnmpColumn {
  /** The column that holds the value. */
  readonly oid: Oid
  /** What the value is; undefined where only the row's type tells. */
  readonly rule?: ValueRule
  readonly types?: { readonly from: SourceRule; readonly rules: ReadonlyMap<string, ValueRule> }
}

/** Where something beside the value is found. */
export type SourceRule =
  | { readonly kind: 'scalar'; readonly oid: Oid; readonly matches?: RegExp }
  | { readonly kind: 'column'; readonly oid: Oid; readonly index?: string; readonly matches?: RegExp }
  | { readonly kind: 'arc'; readonly arc: number }

export interface GateRule {
  readonly from: SourceRule
  readonly equals?: ReadonlySet<string>
  readonly not?: ReadonlySet<string>
  readonly matches?: RegExp
  readonly else: 'unsupported' | 'invalid' | 'stale'
  /** Where it does not answer there is no reading. */
  readonly isNeeded: boolean
}

type Conversion = (value: number) => number

/** What a raw value means. */
export interface ValueRule {
  readonly name: string
  readonly quantity: Quantity
  readonly convert: Conversion
  readonly unitFrom?: 'text' | { readonly from: SourceRule; readonly units?: ReadonlyMap<string, Conversion> }
  readonly scale: number
  readonly offset: number
  readonly digits?: SourceRule
  readonly factors: readonly {
    readonly from: SourceRule
    readonly map?: ReadonlyMap<string, number>
    readonly negativeDivides: boolean
  }[]
  readonly encoding: 'auto' | 'float' | 'bytes'
  readonly states?: ReadonlyMap<string, number>
  readonly sentinels: ReadonlySet<string>
  readonly unsupported: ReadonlySet<string>
  readonly minimum: number
  readonly maximum: number
  readonly wrap?: number
  readonly when: readonly GateRule[]
  /** The first of them that has a text. */
  readonly label: readonly SourceRule[]
  readonly time?: { readonly from: SourceRule; readonly format: 'date-and-time' | 'unix' }
}

/**
 * @throws Error that names profile and point when a unit does not measure its quantity, a name or quantity is missing, a place
 * of a template is unknown, a scalar asks for a column, or two scalars have one name
 */
export function snmpMap(profile: SnmpProfile): SnmpMap {
  const here = `profile ${profile.id}`
  const scalars = profile.scalars.map(({ oid, ...value }) => ({ oid, rule: valueRule(value, undefined, here) }))
  const seen = new Set<string>()
  for (const { rule } of scalars) {
    if (seen.has(rule.name)) throw new Error(`${here} names the point ${rule.name} twice`)
    seen.add(rule.name)
  }
  const patterns = [
    ...profile.match.flatMap(({ description, values }) => [
      description,
      ...(values ?? []).map(({ matches }) => matches),
    ]),
    ...Object.values(profile.identity).flatMap((list) => (list ?? []).map(({ matches }) => matches)),
  ]
  for (const pattern of patterns) if (pattern !== undefined) expression(pattern, here)
  return { profile, scalars, tables: profile.tables.map((table) => tableMap(table, here)) }
}

/** Every rule that a point of the table may follow. */
export function rulesOf(column: SnmpColumn): readonly ValueRule[] {
  return [...(column.rule ? [column.rule] : []), ...(column.types?.rules.values() ?? [])]
}

function tableMap(table: SnmpTable, profile: string): SnmpTableMap {
  const here = `${profile}, table ${table.entry}`
  const { entry } = table
  const gates = (table.when ?? []).map((gate) => pollGate(gate, entry, here))
  const columns = new Set<string>()
  const ruleOf = (value: SnmpValue) => {
    const rule = valueRule(value, entry, here)
    for (const column of templateColumns(rule.name)) columns.add(`${entry}.${column}`)
    return { ...rule, when: [...gates, ...rule.when] }
  }
  const points = table.points.map(({ column, types, ...value }): SnmpColumn => {
    const rules = types && {
      from: sourceRule(types.from, entry, here),
      rules: codeMap(types.map, (over) => ruleOf({ ...value, ...over })),
    }
    return { oid: `${entry}.${column}`, ...(rules ? { types: rules } : { rule: ruleOf(value) }) }
  })
  for (const source of sourcesIn(table)) {
    if (typeof source === 'object' && 'column' in source)
      for (const column of templateColumns(source.index ?? '')) columns.add(`${entry}.${column}`)
  }
  return {
    entry,
    ...(table.linked === undefined ? {} : { linked: sourceRule(table.linked, entry, here) }),
    firstUnit: table.firstUnit,
    only: (table.only ?? []).map((gate) => gateRule({ ...gate, else: 'unsupported', needed: false }, entry, here)),
    label: labels(table.label).map((source) => sourceRule(source, entry, here)),
    points,
    named: [...columns],
  }
}

function sourcesIn(table: SnmpTable): SnmpSource[] {
  const ofValue = (value: SnmpValue) => [
    ...labels(value.label),
    ...[value.digits, value.time?.from].filter((source) => source !== undefined),
    ...(value.factors ?? []).map(({ from }) => from),
    ...(value.when ?? []).map(({ from }) => from),
    ...(typeof value.unitFrom === 'object' ? [value.unitFrom.from] : []),
  ]
  return [
    ...labels(table.label),
    ...(table.linked === undefined ? [] : [table.linked]),
    ...[...(table.only ?? []), ...(table.when ?? [])].map(({ from }) => from),
    ...table.points.flatMap(({ types, column: _, ...value }) => [
      ...ofValue(value),
      ...(types ? [types.from, ...Object.values(types.map).flatMap(ofValue)] : []),
    ]),
  ]
}

function valueRule(value: SnmpValue, entry: Oid | undefined, here: string): ValueRule {
  const { name, quantity } = value
  if (name === undefined) throw new Error(`${here}: a point has no name`)
  if (quantity === undefined) throw new Error(`${here}: the point ${name} has no quantity`)
  const point = `${here}, ${name}`
  const place = unknownPlace(name)
  if (place !== undefined || (entry === undefined && name.includes('{'))) {
    throw new Error(
      `${point}: {${place ?? 'a place'}} is none; a table's points have {1}, {index}, {n}, {label}, {column 3}`,
    )
  }
  const states = value.states && codeMap(value.states, stateCode)
  if (quantity === 'state' && !states) throw new Error(`${point}: a state needs states: code → word`)
  const source = (from: SnmpSource) => sourceRule(from, entry, point)
  const { unitFrom } = value
  return {
    name,
    quantity,
    convert: conversion(value.unit, quantity, point),
    ...(unitFrom === undefined
      ? {}
      : {
          unitFrom:
            unitFrom === 'text'
              ? unitFrom
              : { from: source(unitFrom.from), ...unitsFor(unitFrom.units, quantity, point) },
        }),
    scale: value.scale ?? 1,
    offset: value.offset ?? 0,
    ...(value.digits === undefined ? {} : { digits: source(value.digits) }),
    factors: (value.factors ?? []).map(({ from, map, negative }) => ({
      from: source(from),
      ...(map ? { map: codeMap(map, (factor) => factor) } : {}),
      negativeDivides: negative === 'divides',
    })),
    encoding: value.encoding ?? 'auto',
    ...(states ? { states } : {}),
    sentinels: textSet(value.sentinels),
    unsupported: textSet(value.unsupported),
    minimum: value.minimum ?? leastOf(quantity),
    maximum: value.maximum ?? Number.POSITIVE_INFINITY,
    ...(value.wrap === undefined ? {} : { wrap: value.wrap }),
    when: (value.when ?? []).map((gate) => pollGate(gate, entry, point)),
    label: labels(value.label).map(source),
    ...(value.time ? { time: { from: source(value.time.from), format: value.time.format } } : {}),
  }
}

function conversion(unit: string | undefined, quantity: Quantity, here: string): Conversion {
  if (unit === undefined) return (value) => value
  const found = unitConversion(unit, quantity)
  if (!found) {
    throw new Error(`${here}: the unit ${unit} does not measure ${quantity}; allowed: ${unitsOf(quantity).join(', ')}`)
  }
  return found
}

function unitsFor(units: Readonly<Record<string, string>> | undefined, quantity: Quantity, here: string) {
  if (!units) return {}
  return { units: codeMap(units, (unit) => conversion(unit, quantity, here)) }
}

function gateRule(gate: SnmpGate, entry: Oid | undefined, here: string): GateRule {
  if (!gate.equals && !gate.not && gate.matches === undefined)
    throw new Error(`${here}: a gate needs equals, not or matches`)
  return {
    from: sourceRule(gate.from, entry, here),
    ...(gate.equals ? { equals: textSet(gate.equals) } : {}),
    ...(gate.not ? { not: textSet(gate.not) } : {}),
    ...(gate.matches === undefined ? {} : { matches: expression(gate.matches, here) }),
    else: gate.else,
    isNeeded: gate.needed,
  }
}

/** A gate that is read with every poll. */
function pollGate(gate: SnmpGate, entry: Oid | undefined, here: string): GateRule {
  const rule = gateRule(gate, entry, here)
  if (rule.from.kind === 'arc')
    throw new Error(`${here}: an arc of the index never changes; leave rows out with only: instead of when:`)
  if (rule.from.matches) {
    throw new Error(`${here}: give matches beside from: instead of in it`)
  }
  return rule
}

function sourceRule(source: SnmpSource, entry: Oid | undefined, here: string): SourceRule {
  if (typeof source === 'object' && 'oid' in source)
    return { kind: 'scalar', oid: source.oid, ...matching(source.matches, here) }
  if (entry === undefined) throw new Error(`${here}: a scalar has no row; give { oid: … } instead of a column or arc`)
  if (typeof source === 'number') return { kind: 'column', oid: `${entry}.${source}` }
  if ('arc' in source) return { kind: 'arc', arc: source.arc }
  const place = source.index === undefined ? undefined : unknownPlace(source.index)
  if (place !== undefined)
    throw new Error(`${here}: {${place}} is no place of an index; allowed {1}, {index}, {column 3}`)
  return {
    kind: 'column',
    oid: `${source.entry ?? entry}.${source.column}`,
    ...(source.index === undefined ? {} : { index: source.index }),
    ...matching(source.matches, here),
  }
}

function labels(given: SnmpTable['label']): readonly SnmpSource[] {
  if (given === undefined) return []
  return Array.isArray(given) ? given : [given]
}

function matching(pattern: string | undefined, here: string): { readonly matches?: RegExp } {
  return pattern === undefined ? {} : { matches: expression(pattern, here) }
}

function expression(pattern: string, here: string): RegExp {
  try {
    return new RegExp(pattern, 'i')
  } catch (error) {
    throw new Error(`${here}: ${pattern} is no regular expression: ${error instanceof Error ? error.message : error}`)
  }
}

/** How a code or text is looked up, whatever case and blanks the device writes it with. */
export function codeKey(raw: number | string): string {
  return typeof raw === 'number' ? String(raw) : raw.trim().toLowerCase()
}

function codeMap<From, To>(map: Readonly<Record<string, From>>, to: (from: From) => To): ReadonlyMap<string, To> {
  return new Map(Object.entries(map).map(([code, value]) => [codeKey(code), to(value)]))
}

function textSet(codes: readonly (number | string)[] | undefined): ReadonlySet<string> {
  return new Set((codes ?? []).map(codeKey))
}
