import { resolve } from 'node:path'
import type { CommandCall, CommandOption } from '../../twin/kit/command.ts'

/** Where data, embedded store and estate lie: the same words as for `oblak start`. */
export const PLACE_OPTIONS: readonly CommandOption[] = [
  { flags: '--data <dir>', description: 'the data folder', default: 'data' },
  { flags: '--store <store>', description: 'duckdb:PATH where the embedded store is not in the data folder' },
  { flags: '--estate <dir>', description: 'the folder of estate files, where it is not the shipped one' },
]

export interface DataPlaces {
  readonly dataFolder: string
  /** Where the embedded store lies or would lie. */
  readonly storeFolder: string
  readonly estateFolder: string | undefined
}

/** @returns a sentence for people where an option makes no sense */
export function dataPlaces({ options, io }: CommandCall): DataPlaces | string {
  const path = (given: unknown) =>
    typeof given === 'string' && given !== '' ? resolve(io.workingFolder, given) : undefined
  const dataFolder = path(options.data) ?? resolve(io.workingFolder, 'data')
  const store = typeof options.store === 'string' ? options.store : undefined
  if (store !== undefined && !store.startsWith('duckdb:')) {
    return `--store ${store}: only the embedded store is part of a backup, duckdb:PATH. InfluxDB has backups of its own.`
  }
  const estateFolder = path(options.estate)
  return {
    dataFolder,
    storeFolder: path(store?.slice('duckdb:'.length)) ?? resolve(dataFolder, 'store'),
    estateFolder,
  }
}
