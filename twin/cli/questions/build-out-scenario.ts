import { newScenario } from '../../analysis/build-out/new-scenario.ts'
import { type DelayFault, readDelays } from '../../analysis/build-out/supposed-delays.ts'
import type { Command, CommandCall, CommandOption, ExitStatus } from '../../kit/command.ts'
import type { Programme } from '../../model/programme.ts'
import type { Scenario, SupposedDelay } from '../../model/programme-book.ts'
import { lengthsOf, writtenWork } from '../../model/work-amount.ts'
import { BOOK_OPTIONS, type BookQuestions, BY_OPTION, soundOf, whoOf } from './build-out-book.ts'
import { unknownActivity } from './build-out-progress.ts'
import { PeriodError } from './dated-estate.ts'
import { wordOf } from './given-options.ts'

export const DELAY_OPTION: CommandOption = {
  flags: '--delay <activity:work>',
  description: 'supposes that it takes so much longer, by its calendar: block-40-grid:6w, :10d, :-16h',
  repeatable: true,
}

/** `oblak build-out scenario save`, `list` and `remove`. */
export function buildOutScenarioCommands(questions: BookQuestions): readonly Command[] {
  return [
    {
      name: 'build-out scenario save',
      summary: 'keeps delays by name; oblak build-out --scenario tells what they do',
      arguments: [{ name: '<name>', description: 'for people' }],
      options: [DELAY_OPTION, { flags: '--note <text>', description: 'why' }, BY_OPTION, ...BOOK_OPTIONS],
      examples: ['oblak build-out scenario save "Transformers late" --delay block-40-transformers:6w --by Ana'],
      run: (call) => save(call, questions),
    },
    {
      name: 'build-out scenario list',
      summary: 'tells which scenarios there are: named delays, and whole programmes that are made up',
      options: BOOK_OPTIONS,
      examples: ['oblak build-out scenario list'],
      run: (call) => list(call, questions),
    },
    {
      name: 'build-out scenario remove',
      summary: 'takes named delays out of their file; nothing else in it changes',
      arguments: [{ name: '<id>', description: 'as the list tells it' }],
      options: BOOK_OPTIONS,
      examples: ['oblak build-out scenario remove transformers-late'],
      run: (call) => remove(call, questions),
    },
  ]
}

/** Delays that a command was given. @throws PeriodError with all that is wrong with them */
export function delaysOf({ options }: CommandCall, programme: Programme): readonly SupposedDelay[] {
  const given = options.delay === undefined ? [] : [options.delay].flat().map(String)
  // Addresses may leave the unit out and mean minutes; who writes 6 at a prompt means days or weeks.
  const bare = given.filter((text) => /:-?\d+$/.test(text))
  const { delays, faults } = readDelays(
    programme,
    given.filter((text) => !bare.includes(text)),
  )
  const told = bare.map(
    (text) => `--delay: ${text} has no unit; write ${text}d for days, ${text}w for weeks or ${text}h for hours`,
  )
  if (faults.length > 0) told.push(refusedDelays(faults, programme).message)
  if (told.length > 0) throw new PeriodError(told.join('\n'))
  return delays
}

export function refusedDelays(faults: readonly DelayFault[], programme: Programme): PeriodError {
  return new PeriodError(faults.map((fault) => `--delay: ${faultText(fault, programme)}`).join('\n'))
}

function faultText(fault: DelayFault, programme: Programme): string {
  switch (fault.kind) {
    case 'unreadable':
      return `${fault.text} says no delay; write activity:6w, activity:10d or activity:-16h`
    case 'unknown':
      return unknownActivity(programme, fault.activity).message
    case 'finished':
      return `${fault.activity} was finished on ${fault.on}; it cannot be late any more`
    case 'level-of-effort':
      return `${fault.activity} lasts as long as what it is linked to; delay that`
    case 'too-fast':
      return `of ${fault.activity} only ${fault.left} minutes of work are left; it cannot be faster by more`
    case 'too-long':
      return `all together are ${fault.weeks} weeks of work; suppose ${fault.most} or fewer`
  }
}

async function save(call: CommandCall, questions: BookQuestions): Promise<ExitStatus> {
  const { args, io, json, options } = call
  const [by, book, made] = [whoOf(call), questions.book(call), questions.today()]
  soundOf(await book.read())
  const scenario = await book.saveScenario((known) => {
    const programme = soundOf(known)
    const delays = delaysOf(call, programme)
    if (delays.length === 0) throw new PeriodError('say what is late: --delay ACTIVITY:6w')
    const wish = { name: String(args[0]), by, made, note: wordOf(options, 'note'), delays }
    const result = newScenario({ programme, scenarios: known.scenarios }, wish)
    if ('faults' in result) throw refusedDelays(result.faults, programme)
    if ('scenario' in result) return result.scenario
    throw new PeriodError(`the scenario ${result.taken} has that name; give another, or remove that one`)
  })
  if (json) io.out(JSON.stringify(scenario))
  else io.out(`${scenario.id} is kept. See it with: oblak build-out --scenario ${scenario.id}`)
  return 0
}

async function list(call: CommandCall, questions: BookQuestions): Promise<ExitStatus> {
  const { io, json } = call
  const known = await questions.book(call).read()
  const programme = soundOf(known)
  if (json) io.out(JSON.stringify({ scenarios: known.scenarios.map(documentOf) }))
  else if (known.scenarios.length === 0) io.out('No scenario is kept.')
  else io.out(known.scenarios.map((one) => scenarioText(one, programme)).join('\n'))
  return 0
}

async function remove(call: CommandCall, questions: BookQuestions): Promise<ExitStatus> {
  const { args, io, json } = call
  const id = String(args[0])
  const gone = await questions.book(call).removeScenario(id)
  if (gone) {
    io.out(json ? JSON.stringify(gone) : `${id} is removed.`)
    return 0
  }
  io.message(`oblak: no delays are kept as ${id}; oblak build-out scenario list tells which are.`)
  return 2
}

function documentOf(scenario: Scenario): object {
  if (scenario.kind === 'delays') return scenario
  const { name, note } = scenario.programme
  return { kind: scenario.kind, id: scenario.id, name, note }
}

function scenarioText(scenario: Scenario, programme: Programme): string {
  if (scenario.kind === 'programme')
    return `${scenario.id}  ${scenario.programme.name ?? 'a programme'}: a whole programme, made up`
  const { by, id, made, name, note } = scenario
  const delays = scenario.delays.map((delay) => delayText(delay, programme)).join(', ')
  return `${id}  ${name}: ${delays} (${by}, ${made})${note === undefined ? '' : `\n  ${note}`}`
}

const UNITS = { w: 'week', d: 'day', h: 'hour' } as const

/** `block-40-grid: 6 weeks longer`, as the page says it. */
export function delayText({ activity, minutes }: SupposedDelay, { activities, calendars }: Programme): string {
  const of = activities.find(({ id }) => id === activity)?.calendar
  const calendar = calendars.find(({ id }) => id === of)
  const { amount, unit } = writtenWork(Math.abs(minutes), calendar ? lengthsOf(calendar) : { day: 0, week: 0 })
  return `${activity}: ${amount} ${UNITS[unit]}${amount === 1 ? '' : 's'} ${minutes < 0 ? 'shorter' : 'longer'}`
}
