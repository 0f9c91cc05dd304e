import type { SupplyTold } from '../../analysis/supply/supply-view.ts'
import type { Programme } from '../../model/programme.ts'
import type { BuildOut } from './build-out-document.ts'
import { aligned, amount } from './build-out-words.ts'

type Unmet = SupplyTold['unmet'][number]

/** What is there against what is wanted, for people: now and on a day, then everybody who has no room. */
export function supplyText({ at, programme, supply }: BuildOut): string {
  if (!supply || supply.pools.length === 0) return ''
  const { dataDate, pools, unmet } = supply
  const days = [dataDate, ...(at > dataDate ? [at] : [])]
  const rows = pools.map(({ measure, place, steps }) => [
    `  ${place}`,
    measure,
    ...days.flatMap((day) => {
      const step = steps.findLast((one) => one.day <= day)
      return [amount(measure, step?.supply ?? 0), amount(measure, step?.demand ?? 0)]
    }),
  ])
  const head = ['Demand against supply', '', ...days.flatMap((day) => [`there ${day}`, `wanted ${day}`])]
  const short = unmet.map((one) => unmetRow(one, programme))
  return [
    ...aligned([head, ...rows]),
    ...(short.length === 0 ? ['  Everything has room.'] : ['No room', ...aligned(short)]),
    basisText(supply),
  ].join('\n')
}

function unmetRow(
  { from, kind, measure, name, place, short, until, waitsFor, wanted }: Unmet,
  { activities }: Programme,
): string[] {
  const handOver = activities.find(({ id }) => id === waitsFor)
  return [
    `! ${from} until ${until ?? 'nobody knows when'}`,
    `${amount(measure, short)} of ${amount(measure, wanted)} short`,
    kind === 'forecast' ? `what ${name} uses and grows to` : `${name} (${place})`,
    handOver ? `waits for: ${handOver.name}` : '',
  ]
}

function basisText({ pools }: SupplyTold): string {
  const power = pools.find(({ measure }) => measure === 'power')
  const grown = pools.some(({ growth }) => growth === 'forecast')
  return [
    `  Power is what may be drawn after any single loss; what is drawn is ${power?.basis === 'measured' ? 'measured' : 'declared, not measured'}.`,
    grown ? 'It grows as is foretold.' : 'Nothing is foretold here: it is held as it is.',
    'Area that stands is taken to be in use.',
  ].join(' ')
}
