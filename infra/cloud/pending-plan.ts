import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { PendingPlan } from '../../twin/model/cloud.ts'
import { LARGEST_PLAN_BYTES } from '../gate/plan-file.ts'

/**
 * A plan to be shown as pending. Whether it is one is told by whoever judges it.
 * @throws Error in words where the file cannot be read or is too large
 */
export async function readPendingPlan(file: string): Promise<PendingPlan> {
  try {
    const { size } = await stat(file)
    if (size > LARGEST_PLAN_BYTES)
      throw new Error(`it is larger than ${LARGEST_PLAN_BYTES / 2 ** 20} MiB, as no plan is`)
    return { name: basename(file), text: await readFile(file, 'utf8'), site: undefined }
  } catch (error) {
    throw new Error(`--plan ${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
