import { basename } from 'node:path'
import type { PendingPlan } from '../../twin/model/cloud.ts'
import { unusableFile } from '../errors.ts'
import { readPlan } from '../gate/plan-file.ts'
import { readPlanText } from '../gate/plan-text.ts'

/**
 * A plan to be shown as pending. That it is one is looked at here, as `oblak plan check` does; whether it fits and at which site is told by whoever judges it.
 * @throws InfraError `file` where the file cannot be read, is too large or is no plan
 */
export async function readPendingPlan(file: string): Promise<PendingPlan> {
  const said = `--plan ${file}`
  const text = await readPlanText(file, said)
  const plan = readPlan(text)
  if ('wrong' in plan) throw unusableFile(said, plan.wrong, undefined)
  return { name: basename(file), text, site: undefined }
}
