import type { StoreContext, TelemetryStore } from '../../../twin/model/store.ts'
import { checkedOptions, type InfluxStoreOptions } from './influx-options.ts'
import { InfluxStore } from './influx-store.ts'
import { StateFile } from './upkeep/state-file.ts'

/**
 * Opens the store without asking the server: it may be away, and a twin must start all the same. Database, retention policies
 * and identity are seen to when they are first needed.
 * @throws InfluxError `bad-options`; `bad-state-file` where the disk does not give the position file
 */
export async function openInfluxStore(options: InfluxStoreOptions, context: StoreContext): Promise<TelemetryStore> {
  const checked = checkedOptions(options)
  const file = new StateFile(checked.positionFolder)
  const saved = await file.load((message) => options.warn?.(`InfluxDB store: ${message}`))
  return new InfluxStore(checked, options, context, file, saved)
}
