import { once } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { EstateAnswers } from '../analysis/answers/estate-answers.ts'
import { PowerEstate } from '../kit/testing/power-estate.ts'
import { servePlanner } from './worker-loop.ts'
import type { FromPlanner, ToPlanner } from './worker-messages.ts'

/** A planner behind a port, and what it says. */
function opened(change: (planner: EstateAnswers) => void = () => undefined, faults: readonly string[] = []) {
  const estate = new PowerEstate().utility('grid').rack('rack').pdu('rack/pdu', { from: 'grid' })
  const planner = new EstateAnswers(estate.device('rack/server', ['rack/pdu'], 1000).build(), turn)
  change(planner)
  const { port1: here, port2: there } = new MessageChannel()
  const toFail = [...faults]
  servePlanner(there, async () => {
    const fault = toFail.shift()
    if (fault !== undefined) throw new Error(fault)
    return planner
  })
  const said: FromPlanner[] = []
  here.on('message', (message: FromPlanner) => said.push(message))
  const ask = (message: ToPlanner) => here.postMessage(message)
  return { ask, here, said, saidOf: (id: number) => said.find((message) => message.id === id) }
}

test('an estate that cannot be read refuses its question alone: the next opens it anew and is answered', async () => {
  const { ask, here, saidOf } = opened(() => undefined, ['estate.yaml is not there'])
  ask({ id: 1, call: 'chain', path: 's/rack' })
  ask({ id: 2, call: 'chain', path: 's/rack' })
  while (!saidOf(2)) await once(here, 'message')
  expect(saidOf(1)).toEqual({ type: 'refused', id: 1, message: 'estate.yaml is not there' })
  expect(saidOf(2)).toMatchObject({ type: 'result', id: 2 })
  ask({ id: 3, call: 'stop' })
  await once(here, 'close')
})

test('what nobody waits for any more is not computed, and what comes behind it is', async () => {
  const computed: string[] = []
  const { ask, here, saidOf } = opened((planner) => {
    planner.chain = async (path) => {
      computed.push(path)
      return []
    }
  })
  ask({ id: 1, call: 'chain', path: 'first' })
  ask({ id: 2, call: 'chain', path: 'second' })
  ask({ id: 3, call: 'chain', path: 'third' })
  ask({ id: 2, call: 'cancel' })
  while (!saidOf(3)) await once(here, 'message')
  expect(computed).toEqual(['first', 'third'])
  ask({ id: 4, call: 'stop' })
  await once(here, 'close')
})

test('a search for what releases power lets others ask between its tries, and ends where nobody waits for it', async () => {
  let tries = 0
  const { ask, here, said, saidOf } = opened((planner) => {
    planner.release = async (_path, _peaks, _period, signal) => {
      for (;;) {
        tries++
        await turn()
        signal?.throwIfAborted()
      }
    }
  })
  ask({ id: 1, call: 'release', path: 's/rack', peaks: [], period: undefined })
  ask({ id: 2, call: 'chain', path: 's/rack' })
  while (!saidOf(2)) await once(here, 'message')
  expect(said).toHaveLength(1)
  ask({ id: 1, call: 'cancel' })
  while (!saidOf(1)) await once(here, 'message')
  const until = tries
  await turn()
  expect(tries).toBe(until)
  ask({ id: 3, call: 'stop' })
  await once(here, 'close')
})
