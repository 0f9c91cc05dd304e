import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Link } from '../live/live-client.ts'
import { onOtherEstate } from './estate-changes.ts'

function watched(first: string | undefined, answers: readonly boolean[] = [true]) {
  const link = createStore<Pick<Link, 'estate' | 'attempt'>>(() => ({ estate: first, attempt: 0 }))
  let loads = 0
  const leave = onOtherEstate(link, 'v1', async () => answers[Math.min(loads++, answers.length - 1)] ?? true)
  return { link, leave, loads: () => loads }
}

describe('a page whose estate is of version 1', () => {
  it('loads the estate once when the server says that it has another, whatever else happens on the connection', () => {
    const { link, loads } = watched('v1')
    for (let attempt = 1; attempt < 4; attempt++) link.setState({ attempt })
    expect(loads()).toBe(0)
    link.setState({ estate: 'v2' })
    for (let attempt = 4; attempt < 9; attempt++) link.setState({ attempt })
    expect(loads()).toBe(1)
    link.setState({ estate: 'v3' })
    expect(loads()).toBe(2)
  })

  it('loads at once when the server had said so before the estate was there', () => {
    expect(watched('v2').loads()).toBe(1)
    expect(watched(undefined).loads()).toBe(0)
  })

  it('tries again when the estate did not come, and no more after it has left', async () => {
    const { link, leave, loads } = watched('v2', [false, true])
    await Promise.resolve()
    link.setState({ attempt: 1 })
    expect(loads()).toBe(2)
    leave()
    link.setState({ estate: 'v3' })
    expect(loads()).toBe(2)
  })
})
