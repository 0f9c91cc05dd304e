import { z } from 'zod'
import type { Maintenance } from '../../analysis/alarms/maintenance.ts'
import { SealedLinesFile } from '../sealed-lines/sealed-lines-file.ts'

const time = z.number()
const record = z.object({
  ...{ id: z.string(), path: z.string(), by: z.string(), reason: z.string() },
  ...{ from: time, to: time, endedAt: time.nullable(), restoredAt: time.nullable() },
})

export type MaintenanceFile = SealedLinesFile<Maintenance>

/** Works on things, on disk. */
export function maintenanceFile(path: string): MaintenanceFile {
  return new SealedLinesFile(path, record)
}
