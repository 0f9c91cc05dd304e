import { describe, expect, it, vi } from 'vitest'
import type { ReservationsView } from '../../protocol/reservations.ts'
import { createReservations } from './reservations.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve))
const answer = (today: string) => ({ today, reservations: [], fault: null, changes: [] }) as ReservationsView

describe('what is reserved', () => {
  it('is asked for when the first one watches, and kept until the last one does not', async () => {
    const reservations = vi.fn(async () => answer('2026-11-25'))
    const store = createReservations({ reservations })
    expect(reservations).not.toHaveBeenCalled()
    const ends = [store.watch(), store.watch()]
    await settled()
    expect(reservations).toHaveBeenCalledTimes(1)
    ends[0]?.()
    expect(store.getState().answer).toEqual(answer('2026-11-25'))
    ends[1]?.()
    expect(store.getState().answer).toBeUndefined()
  })

  it('stays as it was last known where the server does not answer, and says why', async () => {
    const reservations = vi.fn(async () => answer('2026-11-25'))
    const store = createReservations({ reservations })
    const end = store.watch()
    await settled()
    reservations.mockRejectedValueOnce(new Error('away'))
    await store.reload()
    expect(store.getState()).toMatchObject({ answer: answer('2026-11-25'), error: { message: 'away' } })
    end()
  })
})
