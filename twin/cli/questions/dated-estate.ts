import { declaredLoads } from '../../analysis/power/declared-loads.ts'
import type { PowerLoads } from '../../analysis/power/loads.ts'
import { type PowerGraph, powerGraph } from '../../analysis/power/power-graph.ts'
import { findingText } from '../../analysis/reservations/edit-finding.ts'
import { loadsWithEdits } from '../../analysis/reservations/loads-with-edits.ts'
import { estateDuring, type StandingEdits } from '../../analysis/reservations/standing.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { CommandCall, CommandOption } from '../../kit/command.ts'
import { type Day, dayAfter, type Period, readDay } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { ReservationBook } from '../../model/reservation.ts'
import type { EpochMs } from '../../model/units.ts'
import type { KnownLoads } from './known-loads.ts'

/** Of what does not go with the estate, before every answer. */
const MOST_TOLD = 5

/** Where a command finds what is reserved, and what day it is. */
export interface Reserved {
  book(call: CommandCall): ReservationBook
  now(): EpochMs
}

export const AT_OPTION: CommandOption = {
  flags: '--at <date>',
  description: 'on a day: the estate as the programme leads to it, with what is reserved for that day: 2027-03-01',
}

export const RESERVATIONS_OPTION: CommandOption = {
  flags: '--reservations <file>',
  description: 'what is reserved (default: reservations.yaml in the folder of --estate, else of --data)',
}

export const DATA_OPTION: CommandOption = {
  flags: '--data <dir>',
  description:
    'data folder of the server, where progress, scenarios and reservations of the shipped estate lie (default: ./data)',
}

/** A question about a period that cannot be asked; the message says why and what is allowed. */
export class PeriodError extends Error {
  override readonly name = 'PeriodError'
}

/**
 * The day that an option says; undefined where it is left out.
 * @throws PeriodError where the calendar has no such day
 */
export function dayOf({ options }: CommandCall, name: string): Day | undefined {
  const given = options[name]
  if (given === undefined) return undefined
  const day = readDay(String(given))
  if (day === undefined) throw new PeriodError(`--${name} ${String(given)}: say a day of the calendar: 2027-03-01`)
  return day
}

/** The period that is one day. */
export function onDay(day: Day): Period {
  return { from: day, until: dayAfter(day) }
}

/** The day that it is at the site of a path. */
export function today(reserved: Reserved | undefined, estate: Estate, path: string | undefined): Day | undefined {
  return reserved && todayAt(estate, path, reserved.now())
}

/**
 * The estate with what is reserved in a period; as it is where there is no period or nothing is reserved. Says what of it does not go with the estate.
 * @throws PeriodError where the file of reservations is broken: no answer is given as if nothing were reserved
 */
export async function standingDuring(
  call: CommandCall,
  reserved: Reserved | undefined,
  estate: Estate,
  period: Period | undefined,
): Promise<StandingEdits> {
  if (!reserved || !period) return { estate, edits: [], findings: [] }
  const book = reserved.book(call)
  const { fault, reservations } = await book.read()
  if (fault !== undefined) throw new PeriodError(`${book.path} cannot be used. ${fault}`)
  const standing = estateDuring(estate, reservations, period)
  const odd = standing.findings.filter(({ kind }) => kind !== 'fulfilled')
  for (const finding of odd.slice(0, MOST_TOLD)) call.io.message(`${finding.edit}: ${findingText(finding)}.`)
  if (odd.length > MOST_TOLD) call.io.message(`… and ${odd.length - MOST_TOLD} more: oblak reservations tells all.`)
  return standing
}

/** The power chain of the estate in a period, and the loads on it: those that are known, and what is reserved. */
export function loadsDuring(
  estate: Estate,
  graph: PowerGraph,
  { loads }: KnownLoads,
  standing: StandingEdits,
): { readonly graph: PowerGraph; readonly loads: PowerLoads } {
  if (standing.edits.length === 0) return { graph, loads }
  const then = powerGraph(standing.estate)
  const [declared, later] = [declaredLoads(estate, graph), declaredLoads(standing.estate, then)]
  return { graph: then, loads: loadsWithEdits(loads, declared, later, then.devices.cordPdu.length) }
}
