import { z } from 'zod'

/** A query's parameter that may be repeated: once gives a list of one. */
export function listOf<T extends z.ZodType>(item: T, most: number) {
  return z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).min(1).max(most))
}
