import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Estate } from '../twin/model/estate.ts'
import { type AppOptions, type StackSummary, stateCloud } from './app.ts'
import type { ImageLock } from './catalogue/image-lock.ts'
import type { LabelGap } from './labels/topology.ts'
import { writeWhole } from './output/write-whole.ts'
import type { PolicyTally } from './policy/judge-stacks.ts'

/** What was made, and what the estate did not say. */
export interface SynthReport {
  readonly stacks: readonly StackSummary[]
  readonly policies: readonly PolicyTally[]
  readonly gaps: readonly LabelGap[]
  /** Services that the estate has no site for. */
  readonly unplaced: readonly string[]
  /** Why Terraform will refuse the plan of the gate. */
  readonly refusals: readonly string[]
  /** `practice`: no image has the digests that are in the stacks. Absent where no service is placed. */
  readonly images?: ImageLock['basis']
}

/**
 * Writes the stacks of an estate as Terraform JSON, whole or not at all.
 * @throws InfraError where the estate, the rules or the folder do not allow it; what was in the folder stays then
 */
export async function synthesize(estate: Estate, folder: string, options: AppOptions): Promise<SynthReport> {
  const reports: SynthReport[] = []
  await writeWhole(folder, async (draft) => {
    reports.push(reportOf(estate, draft, options))
    await withoutVersion(join(draft, 'manifest.json'))
  })
  return reports[0] as SynthReport
}

/** Makes and judges the stacks without keeping what is written. */
export async function rehearse(estate: Estate, options: AppOptions): Promise<SynthReport> {
  const folder = await mkdtemp(join(tmpdir(), 'oblak-stacks-'))
  try {
    return reportOf(estate, folder, options)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function reportOf(estate: Estate, folder: string, options: AppOptions): SynthReport {
  const cloud = stateCloud(estate, folder, options)
  const policies = cloud.synthesize()
  return {
    stacks: cloud.stacks,
    policies,
    gaps: cloud.gaps,
    unplaced: cloud.unplaced,
    refusals: cloud.refusals,
    ...(cloud.images && { images: cloud.images }),
  }
}

/** CDKTF writes its own version into the manifest. */
async function withoutVersion(manifest: string): Promise<void> {
  const { version: _, ...rest } = JSON.parse(await readFile(manifest, 'utf8')) as Record<string, unknown>
  await writeFile(manifest, `${JSON.stringify(rest, undefined, 2)}\n`)
}
