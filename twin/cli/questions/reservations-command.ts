import { type EditFinding, findingText } from '../../analysis/reservations/edit-finding.ts'
import { plannedAmounts } from '../../analysis/reservations/planned-figures.ts'
import { estateDuring } from '../../analysis/reservations/standing.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { Command, CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import type { PendingPlan, PlannedDevice, Reservation } from '../../model/reservation.ts'
import { DATA_OPTION, PeriodError, RESERVATIONS_OPTION, type Reserved } from './dated-estate.ts'
import { askedOf, ESTATE_OPTION, type EstateQuestions } from './estate-questions.ts'
import { power, three } from './figures-text.ts'
import { amountsText, periodText } from './reserved-text.ts'

type Questions<E extends Estate> = EstateQuestions<E> & { readonly reserved: Reserved }

/** `oblak reservations` and `oblak reservations cancel`. */
export function reservationsCommands<E extends Estate>(questions: Questions<E>): readonly Command[] {
  return [
    {
      name: 'reservations',
      summary:
        'what is reserved and planned: what comes into which racks from when, and what of it does not go with the estate',
      options: [ESTATE_OPTION, DATA_OPTION, RESERVATIONS_OPTION],
      examples: ['oblak reservations', 'oblak reservations --estate my-estate --json'],
      run: (call) => list(call, questions),
    },
    {
      name: 'reservations cancel',
      summary: 'takes a reservation out of the file; nothing else in it changes',
      arguments: [{ name: '<id>', description: 'as oblak reservations tells it: r7' }],
      options: [ESTATE_OPTION, DATA_OPTION, RESERVATIONS_OPTION],
      examples: [
        'oblak reservations cancel r7',
        'oblak reservations cancel r7 --reservations my-estate/reservations.yaml',
      ],
      run: (call) => cancel(call, questions.reserved),
    },
  ]
}

/** Answers 1 where something is in the way of a reservation that is not over. */
async function list<E extends Estate>(call: CommandCall, questions: Questions<E>): Promise<ExitStatus> {
  const { io, json } = call
  const asked = await askedOf(call, [], questions)
  if (!asked) return 2
  const { today: estate } = asked
  const book = questions.reserved.book(call)
  const { fault, plans, reservations } = await book.read()
  if (fault !== undefined) throw new PeriodError(`${book.path} cannot be used. ${fault}`)
  const today = todayAt(estate, undefined, questions.reserved.now())
  const { findings } = estateDuring(estate, reservations, { from: today })
  if (json) io.out(JSON.stringify({ estate: estate.name, file: book.path, today, plans, reservations, findings }))
  else if (reservations.length + plans.length === 0) io.out(`Nothing is reserved or planned in ${book.path}.`)
  else {
    const near = (path: string) => questions.nearestPath(estate, path)
    const texts = reservations.map((one) => reservationText(estate, one, findings, today, near))
    io.out([...texts, ...plans.map((one) => planText(estate, one, near))].join('\n\n'))
  }
  const isAstray = plans.some(({ place }) => !estate.find(place))
  return isAstray || findings.some(({ kind }) => kind !== 'fulfilled') ? 1 : 0
}

async function cancel(call: CommandCall, reserved: Reserved): Promise<ExitStatus> {
  const { args, io, json } = call
  const id = String(args[0])
  const book = reserved.book(call)
  const gone = await book.cancel(id)
  if (!gone) {
    const { reservations } = await book.read()
    const known =
      reservations.length === 0 ? 'it holds none' : `it holds ${reservations.map((one) => one.id).join(', ')}`
    io.message(`oblak: there is no reservation ${id} in ${book.path}: ${known}.`)
    return 2
  }
  if (json) io.out(JSON.stringify({ file: book.path, cancelled: gone }))
  else io.out(`${id} ${gone.name} is cancelled and taken out of ${book.path}.`)
  return 0
}

function reservationText(
  estate: Estate,
  reservation: Reservation,
  findings: readonly EditFinding[],
  today: Day,
  near: (path: string) => string | undefined,
): string {
  const { by, devices, from, id, made, name, note, until } = reservation
  const amounts = plannedAmounts(estate, reservation)
  const phase = today < from ? '' : until !== undefined && until <= today ? ', over' : ', holds'
  const what = amounts.devices === 0 ? 'all of it stands there already' : amountsText(amounts)
  return [
    `${id} ${periodText(reservation)}${phase}  ${name}: ${what} (${by}, ${made})`,
    ...(note === undefined ? [] : [`  ${note}`]),
    ...devices.map((device) => `  ${deviceText(device)}`),
    ...findings.filter(({ edit }) => edit === id).map((finding) => `  ! ${findingText(finding)}${hint(finding, near)}`),
  ].join('\n')
}

function planText(estate: Estate, plan: PendingPlan, near: (path: string) => string | undefined): string {
  const { by, id, made, name, note, place, units, watts } = plan
  const amounts = [...(units === undefined ? [] : [`${three(units)} U`]), power(watts)].join(', ')
  const nearest = estate.find(place) ? undefined : near(place)
  return [
    `${id} ${periodText(plan)}  ${name}: planned for ${place}, ${amounts} (${by}, ${made})`,
    ...(note === undefined ? [] : [`  ${note}`]),
    ...(estate.find(place)
      ? []
      : [`  ! ${place} is no place of the estate${nearest === undefined ? '' : `. The nearest is ${nearest}`}`]),
  ].join('\n')
}

/** The nearest path where one is none. */
function hint({ kind, what }: EditFinding, near: (path: string) => string | undefined): string {
  const found = kind === 'rack unknown' || kind === 'rack PDU unknown' ? near(what) : undefined
  return found === undefined ? '' : `. The nearest is ${found}`
}

function deviceText({ cords, is, name, position, rack }: PlannedDevice): string {
  const unit = position === undefined ? '' : ` U${three(position)}`
  const type = 'type' in is ? ` ${is.type}` : ''
  const plugs = cords.map(
    ({ outlet, pdu }) => `${parentPath(pdu) === rack ? pdu.slice(rack.length + 1) : pdu}:${outlet}`,
  )
  return `${rack}${unit} ${name}${type}${plugs.length > 0 ? ` on ${plugs.join(' and ')}` : ''}`
}
