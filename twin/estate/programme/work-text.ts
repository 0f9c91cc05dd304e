import type { Link, LinkType } from '../../model/programme.ts'
import { readWork, type WrittenWork } from '../../model/work-amount.ts'

const LINK = /^([a-z0-9][a-z0-9-]*)(?: (FS|SS|FF|SF))?(?: ?([+-] ?\d{1,5}(?:\.\d{1,2})? ?[dwh]))?$/

export interface WrittenLink extends Pick<Link, 'from'> {
  readonly type: LinkType
  readonly lag: WrittenWork
}

/** `excavation`, `excavation SS + 10 d`, `cables FF -2 d`; undefined for anything else. */
export function readLink(text: string): WrittenLink | undefined {
  const [, from, type = 'FS', lag = '+0 d'] = LINK.exec(text) ?? []
  const work = readWork(lag.replaceAll(' ', '').replace('+', ''))
  return from === undefined || !work ? undefined : { from, type: type as LinkType, lag: work }
}
