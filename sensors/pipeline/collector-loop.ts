import type { MessagePort } from 'node:worker_threads'
import type { Batch } from '../../twin/model/batch.ts'
import { Collector, type CollectorParts } from './collector.ts'
import type { CollectorSettings, FromCollector, ToCollector } from './collector-messages.ts'
import { messageOf, PipelineError } from './errors.ts'
import { encodePoints } from './points/point-codec.ts'
import type { IndexedPoint } from './points/point-registry.ts'

/** The life of the collector's thread: open the journal, say what points there are, collect, obey until told to stop. */
export async function serveCollector(
  port: MessagePort,
  settings: CollectorSettings,
  parts: (log: CollectorParts['log']) => Promise<Pick<CollectorParts, 'open' | 'shownUrl'>>,
): Promise<void> {
  const tell = (message: FromCollector, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
  const log = (message: string) => tell({ type: 'log', message })
  try {
    const accepted = (batch: Batch, newPoints: readonly IndexedPoint[]) => {
      // Views of buffers that are used again: what travels is a copy, handed over without another.
      const copy = {
        point: batch.point.slice(),
        at: batch.at.slice(),
        value: batch.value.slice(),
        quality: batch.quality.slice(),
      }
      const transfer = [copy.point.buffer, copy.at.buffer, copy.value.buffer, copy.quality.buffer]
      tell(
        { type: 'batch', batch: copy, ...(newPoints.length === 0 ? {} : { points: encodePoints(newPoints) }) },
        transfer,
      )
    }
    const collector = await Collector.start(settings, { ...(await parts(log)), accepted, log })
    port.on('message', (message: ToCollector) => {
      if (message.call === 'status') tell({ type: 'result', id: message.id, status: collector.status() })
      else
        void collector.stop().then(() => {
          tell({ type: 'result', id: message.id })
          port.close()
        })
    })
    tell({ type: 'ready', points: encodePoints(collector.points) })
    collector.begin()
  } catch (error) {
    tell({ type: 'failed', code: error instanceof PipelineError ? error.code : 'thread', message: messageOf(error) })
    port.close()
  }
}
