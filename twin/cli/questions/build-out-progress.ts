import { newProgress, type ProgressWish, percentOf } from '../../analysis/build-out/new-progress.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import { nearestName } from '../../kit/nearest-name.ts'
import type { Programme } from '../../model/programme.ts'
import type { ProgressEntry } from '../../model/programme-book.ts'
import { lengthsOf, minutesOf, readWork } from '../../model/work-amount.ts'
import { BOOK_OPTIONS, type BookQuestions, BY_OPTION, soundOf, whoOf } from './build-out-book.ts'
import { dayOf, PeriodError } from './dated-estate.ts'
import { wordOf } from './given-options.ts'

/** `oblak build-out progress`. */
export function buildOutProgressCommand(questions: BookQuestions): Command {
  return {
    name: 'build-out progress',
    summary: 'reports how far an activity is, lists what was reported, and takes a report back',
    arguments: [{ name: '[activity]', description: 'its id in the programme' }],
    options: [
      { flags: '--percent <n>', description: 'done of the work, from 0 to 100' },
      { flags: '--at <day>', description: 'the day on which it was so (default: today)' },
      { flags: '--started <day>', description: 'when it began (default: as it was reported before)' },
      { flags: '--finished <day>', description: 'when it was finished; with 100 percent' },
      { flags: '--remaining <work>', description: 'work that is left: 12 d, 3 w, 40 h (default: by the percentage)' },
      { flags: '--cost <sum>', description: 'spent on it until then, in the currency of the programme' },
      { flags: '--evidence <text>', description: 'where it can be seen: a protocol, a photograph, a link' },
      { flags: '--note <text>', description: 'for who reads it later' },
      BY_OPTION,
      { flags: '--list', description: 'tells what was reported, of one activity or of all' },
      { flags: '--undo <id>', description: 'takes a report back; who and when stay in the file' },
      ...BOOK_OPTIONS,
    ],
    examples: [
      'oblak build-out progress building-2-works --percent 70 --evidence "protocol 14" --by Ana',
      'oblak build-out progress --list',
      'oblak build-out progress --undo p3',
    ],
    run: (call) => run(call, questions),
  }
}

async function run(call: CommandCall, questions: BookQuestions): Promise<ExitStatus> {
  const { args, options } = call
  const activity = args[0] === undefined ? undefined : String(args[0])
  const undone = wordOf(options, 'undo')
  if (undone !== undefined) return undo(call, undone, questions)
  if (options.list === true) return list(call, activity, questions)
  if (activity === undefined)
    throw new PeriodError('say an activity and --percent N to report, or --list, or --undo ID')
  return report(call, activity, questions)
}

async function report(call: CommandCall, activity: string, questions: BookQuestions): Promise<ExitStatus> {
  const { io, json } = call
  const [by, book, today] = [whoOf(call), questions.book(call), questions.today()]
  soundOf(await book.read())
  let before: number | undefined
  const entry = await book.report((known) => {
    const programme = soundOf(known)
    const wish = wishOf(call, { activity, by, programme, today, now: questions.now() })
    const made = newProgress({ programme, entries: known.entries }, wish, today)
    if ('unknown' in made) throw unknownActivity(programme, made.unknown)
    if ('faults' in made)
      throw new PeriodError(
        made.faults
          .map(({ allowed, field, found, message }) => `--${field} ${found} ${message}; allowed: ${allowed}`)
          .join('\n'),
      )
    before = made.before
    return made.entry
  })
  if (json) io.out(JSON.stringify(documentOf(entry)))
  else io.out(`${entryText(entry)}\nUndo it with: oblak build-out progress --undo ${entry.id}`)
  if (before !== undefined) io.message(`It is less than was reported before, ${before} %; that stays on record.`)
  return 0
}

interface Around {
  readonly activity: string
  readonly by: string
  readonly programme: Programme
  readonly today: ProgressWish['at']
  readonly now: Date
}

function wishOf(call: CommandCall, { activity, by, now, programme, today }: Around): ProgressWish {
  const { options } = call
  const percent = numberOf(call, 'percent', 100)
  if (percent === undefined) throw new PeriodError('say --percent N: how much of the work is done, from 0 to 100')
  return {
    ...{ activity, by, percent, at: dayOf(call, 'at') ?? today, entered: now.toISOString() },
    ...{ started: dayOf(call, 'started'), finished: dayOf(call, 'finished') },
    ...{ remaining: remainingOf(call, programme, activity), cost: numberOf(call, 'cost', 1e13) },
    ...{ evidence: wordOf(options, 'evidence'), note: wordOf(options, 'note') },
  }
}

function numberOf({ options }: CommandCall, name: string, most: number): number | undefined {
  const given = wordOf(options, name)
  if (given === undefined) return undefined
  const value = Number(given)
  if (value >= 0 && value <= most) return value
  throw new PeriodError(`--${name} ${given}: say a number from 0 to ${most.toLocaleString('en')}`)
}

function remainingOf({ options }: CommandCall, programme: Programme, activity: string): number | undefined {
  const given = wordOf(options, 'remaining')
  if (given === undefined) return undefined
  const work = readWork(given)
  if (!work || work.amount < 0)
    throw new PeriodError(`--remaining ${given}: say days or weeks of its calendar, or hours: 12 d, 3 w, 40 h`)
  const of = programme.activities.find(({ id }) => id === activity)
  const calendar = programme.calendars.find(({ id }) => id === of?.calendar)
  return calendar && minutesOf(work, lengthsOf(calendar))
}

/** What is said of an activity that is none. */
export function unknownActivity({ activities }: Programme, id: string): PeriodError {
  const nearest = nearestName(
    id,
    activities.map((one) => one.id),
  )
  const hint = nearest === undefined ? '' : ` The nearest is ${nearest}.`
  return new PeriodError(`the programme has no activity ${id}.${hint}`)
}

async function list({ io, json, ...call }: CommandCall, activity: string | undefined, questions: BookQuestions) {
  const known = await questions.book({ io, json, ...call }).read()
  const programme = soundOf(known)
  if (activity !== undefined && !programme.activities.some(({ id }) => id === activity))
    throw unknownActivity(programme, activity)
  const entries = known.entries.filter((one) => activity === undefined || one.activity === activity).reverse()
  if (json) io.out(JSON.stringify({ entries: entries.map(documentOf) }))
  else io.out(entries.length === 0 ? 'Nothing was reported.' : entries.map(entryText).join('\n'))
  return 0 as const
}

async function undo(call: CommandCall, id: string, questions: BookQuestions): Promise<ExitStatus> {
  const { io, json } = call
  const withdrawn = { by: whoOf(call), at: questions.now().toISOString() }
  const taken = await questions.book(call).withdraw(id, withdrawn)
  if (!taken) {
    io.message(`oblak: there is no report ${id} that still counts; oblak build-out progress --list tells all.`)
    return 2
  }
  io.out(json ? JSON.stringify(documentOf(taken)) : entryText(taken))
  return 0
}

function documentOf({ done, ...entry }: ProgressEntry): object {
  return { ...entry, percent: percentOf(done) }
}

function entryText({ activity, at, by, done, entered, evidence, id, note, withdrawn }: ProgressEntry): string {
  return [
    `${id} ${at}  ${activity}: ${percentOf(done)} %${evidence === undefined ? '' : `, ${evidence}`} (${by}, ${entered})`,
    ...(note === undefined ? [] : [`  ${note}`]),
    ...(withdrawn ? [`  taken back by ${withdrawn.by}, ${withdrawn.at}`] : []),
  ].join('\n')
}
