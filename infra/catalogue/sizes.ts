import type { Size } from './service.ts'
import { assumed, type Stated } from './stated.ts'

/** Usual sizes of one copy. None is measured: each is to be replaced by what a load test finds. */
export const SMALL: Stated<Size> = assumed(
  { cpus: 0.5, memoryGiB: 1 },
  'serves pages or passes requests on; not measured',
)
export const MEDIUM: Stated<Size> = assumed({ cpus: 2, memoryGiB: 4 }, 'computes for each request; not measured')
export const LARGE: Stated<Size> = assumed(
  { cpus: 4, memoryGiB: 16, scratchGiB: 4 },
  'keeps much in memory; not measured',
)
export const DATABASE: Stated<Size> = assumed(
  { cpus: 8, memoryGiB: 32, scratchGiB: 8 },
  'a relational database whose indexes stay in memory; not measured',
)
