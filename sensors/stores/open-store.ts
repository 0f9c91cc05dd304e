import type { StoreContext, TelemetryStore } from '../../twin/model/store.ts'
import type { StoreSettings } from '../../twin/model/store-settings.ts'

/**
 * Opens the store that was chosen; the other one's code is not even loaded.
 * @param stateFolder for what a store elsewhere must remember here
 */
export async function openStore(
  settings: StoreSettings,
  stateFolder: string,
  context: StoreContext,
  warn: (message: string) => void,
): Promise<TelemetryStore> {
  if (settings.kind === 'duckdb') {
    const { openDuckDbStore } = await import('./duckdb/open-duckdb-store.ts')
    return openDuckDbStore(settings.folder, context, { warn })
  }
  const { openInfluxStore } = await import('./influx/open-influx-store.ts')
  return openInfluxStore({ ...settings, positionFolder: stateFolder, warn }, context)
}
