import type { MessagePort } from 'node:worker_threads'
import type { EstateState } from '../../twin/analysis/build-out/estate-state.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { STATE_CATALOGUE } from '../catalogue/state-catalogue.ts'
import { Gate } from '../gate/gate.ts'
import { topologyOf } from '../labels/topology.ts'
import type { CloudAnswer, FromCloud, ToCloud } from './cloud-messages.ts'
import { declaredCloud } from './declared-cloud.ts'
import { judgePlan } from './judge-plan.ts'

/**
 * The life of the thread that reads the catalogue and judges plans: one question after another, until it is told to stop.
 * @param open the estate in a state; that of today where none is given, each time the same
 */
export function serveCloud(port: MessagePort, open: (state?: EstateState) => Promise<Estate>): void {
  let gate: Gate | undefined
  const answer = async (message: Exclude<ToCloud, { call: 'stop' | 'cancel' }>): Promise<CloudAnswer> => {
    if (message.call === 'declared') return declaredCloud(await open(message.state), STATE_CATALOGUE)
    const estate = await open()
    const topology = topologyOf(estate)
    gate ??= new Gate(estate, topology)
    return judgePlan(gate, topology, STATE_CATALOGUE, message.plan)
  }
  port.on('message', (message: ToCloud) => {
    if (message.call === 'stop') port.close()
    else if (message.call !== 'cancel') {
      const { id } = message
      const tell = (said: FromCloud) => port.postMessage(said)
      answer(message).then(
        (value) => tell({ type: 'result', id, value }),
        (error: unknown) => tell({ type: 'refused', id, message: error instanceof Error ? error.message : `${error}` }),
      )
    }
  })
}
