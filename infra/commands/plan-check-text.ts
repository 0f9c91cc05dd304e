import { harmlessText } from '../../twin/kit/harmless-text.ts'
import { amountText, copiesText } from '../gate/amount-text.ts'
import { kilowattHoursAYear, type Moment } from '../gate/plan-check.ts'
import { UNKNOWN_CLASS } from '../gate/plan-work.ts'
import { changeText, lossText, refusalText, shortageText } from '../gate/refusal.ts'
import type { LossVerdict } from '../gate/verdict.ts'
import { nameOfWork } from '../gate/work.ts'
import { markdownText } from '../output/markdown-text.ts'
import type { CheckedPlan } from './plan-check-document.ts'

/** More lines of one kind are counted. */
const MOST_LINES = 10

/** The verdict for people. */
export function checkText(checked: CheckedPlan): string {
  const rows = figures(checked)
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const table = rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  )
  return [headline(checked), ...table, ...notes(checked).map(harmlessText)].join('\n')
}

/** The same as Markdown, for a merge request. @param picture file name of what is drawn of it, beside the Markdown */
export function checkMarkdown(checked: CheckedPlan, picture: string): string {
  const [head = [], ...rows] = figures(checked)
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`
  const table = [line(head), '|---|---:|---:|', ...rows.map(line)]
  const list = notes(checked).map((note) => `- ${markdownText(note)}`)
  const drawn = `![What is fullest after any single loss](${encodeURI(picture)})`
  return `${[`# ${markdownText(headline(checked))}`, '', drawn, '', ...table, '', ...list].join('\n')}\n`
}

function headline({ check }: CheckedPlan): string {
  const { after, planned, removed, site, uncounted } = check
  const gone = removed.length > 0 ? `, ${removed.length} removed` : ''
  const known = uncounted.length === 0 ? 'fits' : 'cannot be judged'
  const verdict = after.verdict.fits ? known : 'is refused'
  return `The plan ${verdict}: ${planned.length} ${planned.length === 1 ? 'workload' : 'workloads'} at ${site}${gone}.`
}

function figures({ check, isAlone }: CheckedPlan): readonly (readonly string[])[] {
  const { after, before, site } = check
  const row = (name: string, of: (moment: Moment) => string) => [name, of(before), of(after)]
  return [
    [isAlone ? `the plan’s work at ${site}` : `all work at ${site}`, 'before', 'after'],
    row('vCPU', ({ demand }) => number(demand.threads)),
    row('memory', ({ demand }) => amountText(demand.memory, 'B')),
    row('GPUs', ({ demand }) => number(demand.gpus)),
    row('rack units of hosts', ({ demand }) => number(demand.units)),
    row('power by nameplate', ({ demand }) => amountText(demand.watts, 'W')),
    ...byClass(before, after),
    row('energy a year, IT', ({ demand }) => `${number(Math.round(kilowattHoursAYear(demand.watts)))} kWh`),
    ...headroom(before, after),
    row('losses that fit', ({ verdict }) => {
      return `${verdict.losses.filter(({ shortages }) => shortages.length === 0).length} of ${verdict.losses.length}`
    }),
  ]
}

/** Power by recovery class. */
function byClass(before: Moment, after: Moment): readonly (readonly string[])[] {
  const named = new Set([...before.classes, ...after.classes].map(({ recovery }) => recovery))
  return [...named].map((recovery) => {
    const of = ({ classes }: Moment) => {
      const found = classes.find((one) => one.recovery === recovery)
      return found ? amountText(found.watts, 'W') : '–'
    }
    return [`  of class ${recovery}`, of(before), of(after)]
  })
}

/** What each site loss leaves, of every pool that has something to carry then. */
function headroom(before: Moment, after: Moment): readonly (readonly string[])[] {
  return after.verdict.losses
    .filter(({ loss }) => loss.kind === 'site')
    .flatMap((verdict) =>
      verdict.pools.flatMap(({ pool, site }) => {
        const of = (moment: Moment) => {
          const same = moment.verdict.losses.find(({ loss }) => loss.path === verdict.loss.path)
          const found = same?.pools.find((one) => one.site === site && one.pool === pool)
          if (!found) return '–'
          return pool === 'gpus'
            ? `${number(found.left.gpus - found.needed.gpus)} GPUs`
            : `${number(found.left.threads - found.needed.threads)} vCPU`
        }
        return [[`left at ${site} without ${verdict.loss.path}`, of(before), of(after)]]
      }),
    )
}

function notes(checked: CheckedPlan): readonly string[] {
  const { check, live } = checked
  const wasRefused = new Set(refused(check.before).map(({ loss }) => loss.path))
  const refusals = refused(check.after).map((loss) => {
    return `${refusalText(loss)}${wasRefused.has(loss.loss.path) ? ' It did not fit before the plan either.' : ''}`
  })
  const stays = check.after.verdict.losses.filter((one) => one.stays.length > 0).map(staysText)
  const unknown = [
    ...check.uncounted.map((what) => `${what}.`),
    ...check.planned
      .filter(({ unknown }) => unknown.includes(UNKNOWN_CLASS))
      .map((work) => `${nameOfWork(work)}: not known is ${UNKNOWN_CLASS}; it is taken to have to survive.`),
  ]
  const silent =
    check.silentHosts > 0
      ? [`${number(check.silentHosts)} hosts of ${check.site} take no work here: their types say no \`compute\`.`]
      : []
  const besides = checked.isAlone
    ? []
    : ['The services of the catalogue run besides. Nearly all of their loads and sizes are assumed, not measured.']
  const { change } = check.after.verdict
  // Of one loss its own is the whole.
  const whole =
    refusals.length > 1 && change ? [`Smallest change with which every loss fits: ${changeText(change)}.`] : []
  return [
    ...whole,
    ...capped(refusals),
    ...capped(stays),
    ...scaledText(check),
    ...capped(unknown),
    ...silent,
    ...besides,
    basisText(live),
  ]
}

function refused({ verdict }: Moment): readonly LossVerdict[] {
  return verdict.losses.filter(({ shortages }) => shortages.length > 0)
}

/** What does not move, and so stops. */
function staysText({ loss, stays }: LossVerdict): string {
  const gpus = stays.reduce((sum, { copies, each }) => sum + copies * each.gpus, 0)
  const copies = stays.reduce((sum, work) => sum + work.copies, 0)
  const names = [...new Set(stays.map(nameOfWork))]
  const which = names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ')
  const ofThem = gpus > 0 ? `, ${amountText(gpus, 'GPU')} among it` : ''
  return `${lossText(loss)} stops ${copiesText(copies)} of work of one site, which does not move${ofThem}: ${which}.`
}

/** What scalers may ask for, which refuses nothing. */
function scaledText({ after, scaled }: CheckedPlan['check']): readonly string[] {
  if (!scaled) return []
  const all = after.verdict.losses.length
  const were = `Were ${scaled.scaled === 1 ? 'the 1 scaled workload' : `all ${number(scaled.scaled)} scaled workloads`} at the greatest of ${scaled.scaled === 1 ? 'its scaler' : 'their scalers'}`
  const already = new Set(refused(after).map(({ loss }) => loss.path))
  const more = scaled.refused.filter(({ loss }) => !already.has(loss.path))
  const [first] = more
  const [short] = first?.shortages ?? []
  if (!first || !short) return [`${were}, no other loss would be refused.`]
  return [
    `${were}, ${more.length} more of ${all} losses would not fit, the first of them: ${lossText(first.loss)}, for ${shortageText(short)}. The least copies carry the load; the greatest refuse nothing.`,
  ]
}

function basisText(live: CheckedPlan['live']): string {
  if (!live) return 'Loads are as the estate declares them: nothing here is measured.'
  const { measured, missing, stale } = live
  return `Loads: ${number(measured)} devices as measured where that is more than declared; by nameplate ${number(missing)} that nothing measures and ${number(stale)} whose measurement is stale.`
}

function capped(lines: readonly string[]): readonly string[] {
  return lines.length > MOST_LINES
    ? [...lines.slice(0, MOST_LINES), `And so ${lines.length - MOST_LINES} more; --json tells all.`]
    : lines
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 })
}
