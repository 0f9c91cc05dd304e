import type { PduTypeText } from '../schema/catalogue.ts'

interface BankState {
  readonly free: number[]
  load: number
}

/** Outlets of one rack PDU while cords are plugged in: each into the least loaded bank that has one free. */
export class Outlets {
  readonly #banks: BankState[]
  /** They are numbered from 1. */
  readonly count: number

  /** @param begin which bank the first cord of equal ones takes: racks begin one after the other, so that a row is balanced */
  constructor(type: Pick<PduTypeText, 'outlets' | 'banks'>, begin = 0) {
    this.count = type.outlets
    const banks = type.banks.map(({ outlets: [first, last] }) => numbers(first, Math.min(last, type.outlets)))
    const inBanks = new Set(banks.flat())
    // What no bank protects is a bank of its own: the inlet's breaker.
    const others = numbers(1, type.outlets).filter((outlet) => !inBanks.has(outlet))
    const turned = banks.map((_, at) => banks[(at + begin) % banks.length] ?? [])
    this.#banks = [...turned, others].filter((free) => free.length > 0).map((free) => ({ free, load: 0 }))
  }

  /** Plugs a cord into a given outlet. Returns whether it exists and was free. */
  take(outlet: number, watts: number): 'taken' | 'occupied' | 'missing' {
    if (!Number.isInteger(outlet) || outlet < 1 || outlet > this.count) return 'missing'
    const bank = this.#banks.find(({ free }) => free.includes(outlet))
    if (!bank) return 'occupied'
    bank.free.splice(bank.free.indexOf(outlet), 1)
    bank.load += watts
    return 'taken'
  }

  /** Plugs a cord in where it fits best; undefined when all outlets are taken. */
  next(watts: number): number | undefined {
    let best: BankState | undefined
    for (const bank of this.#banks) {
      if (bank.free.length > 0 && (best === undefined || bank.load < best.load)) best = bank
    }
    const outlet = best?.free.shift()
    if (best) best.load += watts
    return outlet
  }
}

function numbers(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
}
