import { describe, expect, it } from 'vitest'
import { ColumnStore } from './columns.ts'

/** A column store whose animation frames the test turns by hand. */
function store() {
  const due: (() => void)[] = []
  const frame = () => {
    for (const run of due.splice(0)) run()
  }
  return { columns: new ColumnStore((run) => due.push(run)), frame }
}
const update = (ids: number[], values: number[], at = 1_000) =>
  ({ metric: 'temperature', at, ids: Uint32Array.from(ids), values: Float32Array.from(values) }) as const

describe('live columns', () => {
  it('hold the newest value of each thing, and NaN where nothing came', () => {
    const { columns } = store()
    columns.apply(update([2, 5], [21.5, 24]))
    columns.apply(update([5], [25], 2_000))
    expect(columns.valueOf('temperature', 2)).toBe(21.5)
    expect(columns.valueOf('temperature', 5)).toBe(25)
    expect(columns.valueOf('temperature', 3)).toBeNaN()
    expect(columns.valueOf('temperature', 99)).toBeNaN()
    expect(columns.valueOf('humidity', 2)).toBeNaN()
    expect(columns.newestAt('temperature')).toBe(2_000)
  })

  it('do not count having no data, nor what was there before, as a value that came', () => {
    const { columns } = store()
    columns.apply(update([2, 5], [21.5, Number.NaN], 1_000))
    columns.apply(update([2], [Number.NaN], 9_000))
    expect(columns.valueOf('temperature', 2)).toBeNaN()
    expect(columns.atOf('temperature', 2)).toBe(1_000)
    expect(columns.atOf('temperature', 5)).toBeNaN()
    columns.apply({ ...update([5], [30], 9_500), known: true })
    expect(columns.valueOf('temperature', 5)).toBe(30)
    expect(columns.atOf('temperature', 5)).toBeNaN()
  })

  it('keep the age of the newest value when an older one comes late', () => {
    const { columns } = store()
    columns.apply(update([1], [20], 2_000))
    columns.apply(update([2], [20], 1_000))
    expect(columns.newestAt('temperature')).toBe(2_000)
  })

  it('tell their readers once a frame, however many updates came', () => {
    const { columns, frame } = store()
    let notices = 0
    const leave = columns.subscribe(() => notices++)
    for (let row = 0; row < 100; row++) columns.apply(update([row], [row]))
    expect(notices).toBe(0)
    frame()
    expect(notices).toBe(1)
    frame()
    expect(notices).toBe(1)
    leave()
    columns.apply(update([1], [1]))
    frame()
    expect(notices).toBe(1)
  })
})
