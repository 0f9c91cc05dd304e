import { Failures } from '../../analysis/failover/failure.ts'
import { type PairLoss, pairCandidates, pairScan } from '../../analysis/failover/pair-scan.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import type { CommandCall, ExitStatus } from '../../kit/command.ts'
import type { Estate } from '../../model/estate.ts'
import { dayOf, loadsDuring, onDay, standingDuring } from './dated-estate.ts'
import { askedOf, type EstateQuestions } from './estate-questions.ts'
import { count, power, time } from './figures-text.ts'
import { knownLoads } from './known-loads.ts'
import { loadsText } from './loads-text.ts'

/** More are counted; --json has all. */
const MOST_PAIRS = 20
/** How many pairs are computed between two messages. */
const TOLD_EVERY = 500

/** `oblak fail --pairs`: 1 where two losses do what neither does alone. */
export async function failInPairs<E extends Estate>(
  call: CommandCall,
  questions: EstateQuestions<E>,
): Promise<ExitStatus> {
  const { args, io, json, options, signal } = call
  if ([args[0] ?? []].flat().length > 0) {
    io.message('oblak: --pairs takes no paths: say with --in where.')
    return 2
  }
  const asked = await askedOf(call, [], questions)
  if (!asked) return 2
  const { estate, today } = asked
  const day = dayOf(call, 'at')
  const within = typeof options.in === 'string' ? options.in.replace(/^\/+|\/+$/g, '') : undefined
  const standing = await standingDuring(call, questions.reserved, estate, day && onDay(day))
  const asIs = powerGraph(estate)
  const known = await knownLoads(call, estate, asIs, questions)
  const { graph, loads } = loadsDuring(estate, asIs, known, standing)
  const candidates = pairCandidates(graph, within)
  if (candidates.length < 2) {
    const near = within === undefined ? undefined : questions.nearestPath(today, within)
    io.message(
      `oblak: ${within ?? estate.name} holds no two things of the power chain.${near === undefined ? '' : ` The nearest path is ${near}.`}`,
    )
    return 2
  }
  const onPair = (done: number, of: number) => {
    signal.throwIfAborted()
    if (done > 0 && done % TOLD_EVERY === 0) io.message(`${count(done)} of ${count(of)} pairs computed …`)
  }
  const pairs = [...pairScan(graph, new Failures(graph, loads), candidates, onPair)].sort(
    (one, other) => other.watts - one.watts,
  )
  const of = (candidates.length * (candidates.length - 1)) / 2
  if (json)
    io.out(JSON.stringify({ estate: estate.name, ...(day && { at: day }), loads: known.from, computed: of, pairs }))
  else
    io.out(
      [
        `${day ? `On ${day}: ` : ''}${count(pairs.length)} of ${count(of)} pairs do what neither does alone`,
        ...lines(pairs),
        '',
        loadsText(known),
      ].join('\n'),
    )
  return pairs.length > 0 ? 1 : 0
}

function lines(pairs: readonly PairLoss[]): string[] {
  const cut = pairs.length - MOST_PAIRS
  const shown = pairs.slice(0, MOST_PAIRS).map(({ afterSeconds, down, lost, services, watts }) => {
    const when = afterSeconds === 0 ? 'at once' : `after ${time(afterSeconds)}`
    const hit = services.length > 0 ? `, services ${services.join(', ')}` : ''
    return `  ${lost.join(' and ')}: ${count(down.length)} down, ${power(watts)}, ${when}${hit}`
  })
  return cut > 0 ? [...shown, `  … and ${count(cut)} more (--json has all)`] : shown
}
