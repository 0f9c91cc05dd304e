import WebSocket from 'ws'
import { decodeFrame, type Frame } from '../../protocol/frame.ts'

const METRICS = ['temperature', 'power', 'health', 'power-use', 'humidity'] as const

/**
 * A page's end of the live socket without a page: three views of everything, as a hall shows them.
 * @param number which three of five metrics
 * @returns the way out
 */
export async function socketViewer(url: string, number: number, take: (delta: Frame) => void): Promise<() => void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { perMessageDeflate: false })
  socket.binaryType = 'arraybuffer'
  socket.on('message', (data, isBinary) => {
    if (!isBinary) return
    const frame = decodeFrame(data as ArrayBuffer)
    if (frame.kind === 'delta') take(frame)
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  for (let view = 0; view < 3; view++) {
    const metric = METRICS[(number + view) % METRICS.length]
    socket.send(JSON.stringify({ type: 'subscribe', view, metric, scope: '' }))
  }
  return () => socket.terminate()
}
