/**
 * Branded numbers: a value carries what it measures, so a volt is never added to an ampere.
 * SI inside; conversion happens at the edge (a driver, a file, the screen).
 */
declare const brand: unique symbol
type Branded<Name extends string> = number & { readonly [brand]: Name }

export type Watts = Branded<'Watts'>
export type VoltAmperes = Branded<'VoltAmperes'>
export type WattHours = Branded<'WattHours'>
export type Volts = Branded<'Volts'>
export type Amperes = Branded<'Amperes'>
export type Metres = Branded<'Metres'>
export type SquareMetres = Branded<'SquareMetres'>
export type Kilograms = Branded<'Kilograms'>
export type Seconds = Branded<'Seconds'>
/** Degrees clockwise from north, seen from above. */
export type Heading = Branded<'Heading'>
/** Whole or half rack units: 1 U = 44.45 mm (EIA-310). */
export type RackUnits = Branded<'RackUnits'>
/** Air or water volume flow in cubic metres per second. */
export type CubicMetresPerSecond = Branded<'CubicMetresPerSecond'>
/** 0 to 1 (a share of a whole). */
export type Ratio = Branded<'Ratio'>
/** Of memory: 8 bits each. */
export type Bytes = Branded<'Bytes'>
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Branded<'EpochMs'>

export const watts = (value: number) => value as Watts
export const voltAmperes = (value: number) => value as VoltAmperes
export const wattHours = (value: number) => value as WattHours
export const volts = (value: number) => value as Volts
export const amperes = (value: number) => value as Amperes
export const metres = (value: number) => value as Metres
export const squareMetres = (value: number) => value as SquareMetres
export const kilograms = (value: number) => value as Kilograms
export const seconds = (value: number) => value as Seconds
export const heading = (value: number) => value as Heading
export const rackUnits = (value: number) => value as RackUnits
export const cubicMetresPerSecond = (value: number) => value as CubicMetresPerSecond
export const ratio = (value: number) => value as Ratio
export const bytes = (value: number) => value as Bytes
export const epochMs = (value: number) => value as EpochMs

/** Height of one rack unit in metres (EIA-310-E: 44.45 mm). */
export const RACK_UNIT_METRES = 0.04445
