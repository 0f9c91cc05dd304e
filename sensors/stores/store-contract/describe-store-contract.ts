import { describe } from 'vitest'
import { type StorePlace, withinStore } from './contract-store.ts'
import { describeDurability } from './durability.ts'
import { describeHistory } from './history.ts'
import { describeQuantiles } from './quantiles.ts'
import { describeUpkeep } from './upkeep.ts'
import { describeWriting } from './writing.ts'

/** What every home of readings promises (twin/model/store.ts), told of an empty place made by `place`. */
export function describeStoreContract(name: string, place: () => Promise<StorePlace>): void {
  describe(`${name} as a telemetry store`, () => {
    const within = withinStore(place)
    describe('what is written', () => describeWriting(within))
    describe('history', () => describeHistory(within))
    describe('upkeep', () => describeUpkeep(within))
    describe('quantiles', () => describeQuantiles(within))
    describe('restarts and readers', () => describeDurability(within))
  })
}
