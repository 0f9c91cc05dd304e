import { isTold } from '../../analysis/alarms/quieting.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { epochMs } from '../../model/units.ts'
import { AlarmPlane } from '../alarms/alarm-plane.ts'
import { ValuePlane } from '../values/value-plane.ts'
import { SyntheticFeed } from './synthetic-feed.ts'

/** Two panels, each with three feeds of two racks; every rack has a server with cords on both sides. */
function hall() {
  const estate = new PowerEstate().utility('grid')
  for (const side of ['a', 'b']) {
    estate.ups(`ups-${side}`, { from: 'grid' }).panel(`panel-${side}`, { from: `ups-${side}` })
    for (const n of [1, 2, 3]) estate.feed(`feed-${side}${n}`, { from: `panel-${side}` }, { side })
  }
  for (let n = 1; n <= 6; n++) {
    estate.rack(`rack-${n}`)
    for (const side of ['a', 'b'])
      estate.pdu(`rack-${n}/pdu-${side}`, { from: `feed-${side}${Math.ceil(n / 2)}` }, { side })
    estate.device(`rack-${n}/server`, [`rack-${n}/pdu-a`, `rack-${n}/pdu-b`], 2000)
  }
  return estate.build()
}

/** Its alarms as seconds pass, each with a reading of every rack PDU, by a clock of its own. */
export async function watchedHall(folder: string, begin = 1_000_000_000) {
  const estate = hall()
  const feed = new SyntheticFeed(estate)
  const values = new ValuePlane(estate, feed)
  let now = begin
  const clock = () => epochMs(now)
  const plane = await AlarmPlane.open(values, folder, undefined, clock(), () => undefined)
  feed.subscribe((batch) => values.take(batch, clock()))
  const pass = async (seconds: number, watts: (side: string, rack: number) => number) => {
    for (let second = 0; second < seconds; second++) {
      now += 1000
      for (let rack = 1; rack <= 6; rack++)
        for (const side of ['a', 'b']) feed.say(`s/rack-${rack}/pdu-${side}/power`, watts(side, rack), now)
      plane.evaluate(values.collect(), now)
      values.settle(now)
      await plane.sweep(clock)
    }
  }
  const told = () =>
    plane.book
      .open()
      .filter(isTold)
      .map(({ rule, path }) => `${rule} ${path}`)
      .sort()
  const folded = () => plane.book.open().filter(({ quieted }) => quieted !== null)
  return { clock, estate, folded, pass, plane, told }
}
