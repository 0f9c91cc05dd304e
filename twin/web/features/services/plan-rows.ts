import type { CloudPlanView } from '../../../protocol/cloud.ts'

export type JudgedPlan = Extract<CloudPlanView, { readonly state: 'judged' }>

/** A figure of the plan before and after. */
export interface PlanRow {
  readonly key: 'watts' | 'energy' | 'losses' | 'cpusLeft' | 'memoryLeft' | 'gpusLeft'
  readonly unit: 'W' | 'kWh' | 'losses' | 'vCPU' | 'GiB' | 'GPU'
  /** Path of the site that the figure is of. */
  readonly site: string
  /** Path of the site that is lost meanwhile. */
  readonly lost: string | undefined
  readonly before: number
  readonly after: number
  /** Of losses: how many there are. */
  readonly of: number | undefined
}

/** What a plan changes, in rows: power and energy, losses that fit, then what is left at each site, with all up and with the other site lost. */
export function planRows({ after, before, site }: JudgedPlan): readonly PlanRow[] {
  const whole = { site, lost: undefined, of: undefined }
  const rows: PlanRow[] = [
    { ...whole, key: 'watts', unit: 'W', before: before.watts, after: after.watts },
    { ...whole, key: 'energy', unit: 'kWh', before: before.kilowattHoursAYear, after: after.kilowattHoursAYear },
    {
      ...whole,
      key: 'losses',
      unit: 'losses',
      before: before.losses.fit,
      after: after.losses.fit,
      of: after.losses.of,
    },
  ]
  for (const one of before.headroom) {
    const then = after.headroom.find((other) => other.site === one.site)
    if (then) rows.push(...leftRows(one.site, undefined, one.left, then.left))
  }
  for (const one of before.headroomAfterSiteLoss) {
    const then = after.headroomAfterSiteLoss.find((other) => other.site === one.site && other.lost === one.lost)
    if (then) rows.push(...leftRows(one.site, one.lost, one.left, then.left))
  }
  return rows
}

type Left = JudgedPlan['before']['headroom'][number]['left']

/** GPUs only where there are some, or are to be. */
function leftRows(site: string, lost: string | undefined, before: Left, after: Left): readonly PlanRow[] {
  const given = { site, lost, of: undefined }
  const rows: PlanRow[] = [
    { ...given, key: 'cpusLeft', unit: 'vCPU', before: before.cpus, after: after.cpus },
    { ...given, key: 'memoryLeft', unit: 'GiB', before: before.memoryGiB, after: after.memoryGiB },
  ]
  if (before.gpus !== 0 || after.gpus !== 0)
    rows.push({ ...given, key: 'gpusLeft', unit: 'GPU', before: before.gpus, after: after.gpus })
  return rows
}
