import type { Link, LinkType } from '../../model/programme.ts'
import { readWork, type WrittenWork } from '../../model/work-amount.ts'

const LINK =
  /^([a-z0-9][a-z0-9-]*)(?: (FS|SS|FF|SF))?(?: ?([+-] ?\d{1,5}(?:\.\d{1,2})? ?[dwh])(?: by ([a-z0-9][a-z0-9-]*))?)?$/

export interface WrittenLink extends Pick<Link, 'from' | 'lagCalendar'> {
  readonly type: LinkType
  readonly lag: WrittenWork
}

/** `excavation`, `excavation SS + 10 d`, `cables FF -2 d`, `concrete + 168 h by always`; undefined for anything else. */
export function readLink(text: string): WrittenLink | undefined {
  const [, from, type = 'FS', lag = '+0 d', calendar] = LINK.exec(text) ?? []
  const work = readWork(lag.replaceAll(' ', '').replace('+', ''))
  if (from === undefined || !work) return undefined
  return { from, type: type as LinkType, lag: work, ...(calendar !== undefined && { lagCalendar: calendar }) }
}
