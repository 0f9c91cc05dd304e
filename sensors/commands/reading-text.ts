import { stateWord } from '../../twin/model/quantity.ts'
import type { DeviceReading } from '../driver.ts'

/** One JSON line of `oblak read`. `value` is null unless the reading is good or stale; `word` names a state. */
export function readingLine(reading: DeviceReading): string {
  const { point, quantity, unit, quality, at, address, label } = reading
  const value = hasValue(reading) ? reading.value : null
  const word = value !== null && quantity === 'state' ? { word: stateWord(value) } : {}
  return JSON.stringify({ point, quantity, value, unit, quality, at, address, ...word, ...(label ? { label } : {}) })
}

/** The table for people: aligned columns, numbers to the right, the reason instead of a number where there is none. */
export function readingTable(readings: readonly DeviceReading[]): string {
  const rows = readings.map((reading) => [
    reading.point,
    valueText(reading),
    hasValue(reading) && reading.quantity !== 'state' && reading.unit !== '1' ? reading.unit : '',
    reading.quality === 'good' ? '' : reading.quality,
    reading.address,
    printable(reading.label ?? ''),
  ])
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function valueText(reading: DeviceReading): string {
  if (!hasValue(reading)) return '–'
  if (reading.quantity === 'state') return stateWord(reading.value)
  return String(Number(reading.value.toPrecision(7)))
}

function hasValue(reading: DeviceReading): boolean {
  return (reading.quality === 'good' || reading.quality === 'stale') && Number.isFinite(reading.value)
}

/** Names come from devices: nothing of them may steer a terminal. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, '')
}
