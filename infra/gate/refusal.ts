import { amountText, copiesText } from './amount-text.ts'
import type { FewerCopies } from './fewer-copies.ts'
import type { Loss } from './loss.ts'
import type { Shortage } from './shortage.ts'
import type { LossVerdict } from './verdict.ts'
import { nameOfWork, type Work } from './work.ts'

/** More lines say no more. */
const MOST_OTHERS = 3
const MOST_CHANGED = 6

/** `Loss of site kragujevac` */
export function lossText(loss: Loss): string {
  return loss.kind === 'nothing' ? 'What is there' : `Loss of ${loss.kind === 'ups' ? 'UPS' : loss.kind} ${loss.path}`
}

/**
 * Why a loss is refused, in words that one who reads nothing else can act on: what is lost, what is needed and left where, what else is short, and the smallest
 * change that would fit.
 */
export function refusalText({ change, loss, shortages, stranded }: LossVerdict): string {
  const [binding, ...others] = shortages
  if (!binding) return `${lossText(loss)}: what must survive fits.`
  const lines = [`${lossText(loss)} does not fit: ${shortageText(binding)}.`]
  if (stranded.length > 0) lines.push(`To move, and nowhere to: ${namesOf(stranded)}.`)
  if (others.length > 0) lines.push(`Short as well: ${listed(others.map(shortageText))}.`)
  lines.push(`Smallest change that fits: ${change ? changeText(change) : NO_CHANGE}.`)
  return lines.join(' ')
}

const NO_CHANGE = 'none by fewer copies, for the racks draw that much without them'

export function shortageText({ by, left, needed, pool, unit, what, where, work }: Shortage): string {
  const of = pool === 'gpus' ? ' on nodes with GPUs' : ''
  if (what === 'another site') return `${copiesText(needed)} of ${where} must move, and no other site has a cluster`
  if (what === 'hosts that are large enough') {
    return left === 0
      ? `${where} has no host${of} that is large enough for one of ${copiesText(needed)} of ${work}`
      : `${where} has hosts${of} for ${left.toLocaleString('en')} of ${copiesText(needed)} of ${work}, none of which stands on two`
  }
  const line = by === undefined || by === 'total' ? '' : ` on line ${by.slice(1)}`
  const needs = `${amountText(needed, unit)}${what === 'cooling' ? ' of cooling' : ''}${what === 'memory' ? ' of memory' : ''}`
  return `${where} needs ${needs}${line}${unit === 'GPU' ? '' : of}, ${amountText(left, unit)} ${verbOf(what)}`
}

/** `run 4 of 8 copies of ai-assistant/model at belgrade and kragujevac` */
export function changeText(change: readonly FewerCopies[]): string {
  const parts = change.map(
    ({ keep, of, sites, work }) => `${keep} of ${copiesText(of)} of ${nameOfWork(work)} at ${sites.join(' and ')}`,
  )
  const shown = parts.slice(0, MOST_CHANGED).join(', ')
  const rest = parts.length > MOST_CHANGED ? `, and fewer of ${parts.length - MOST_CHANGED} more workloads` : ''
  return parts.length === 0 ? 'none is needed' : `run ${shown}${rest}`
}

function namesOf(works: readonly Work[]): string {
  const names = [...new Set(works.map(nameOfWork))]
  const more = names.length > MOST_CHANGED ? ` and ${names.length - MOST_CHANGED} more` : ''
  return `${names.slice(0, MOST_CHANGED).join(', ')}${more}`
}

function verbOf(what: Shortage['what']): string {
  return what === 'power' || what === 'cooling' ? 'may be' : 'are left'
}

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_OTHERS).join('; ')
  return texts.length > MOST_OTHERS ? `${shown}; and ${texts.length - MOST_OTHERS} more` : shown
}
