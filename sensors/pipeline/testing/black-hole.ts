import { createSocket } from 'node:dgram'
import { once } from 'node:events'

export interface BlackHole extends AsyncDisposable {
  /** The address of a dead host of its own. @param host 0 to 65,535 */
  url(host: number): string
}

/** A port that takes everything and says nothing, at every address of 127.9.0.0/16: as many dead hosts as are wanted. */
export async function blackHole(): Promise<BlackHole> {
  const socket = createSocket('udp4')
  socket.bind(0, '0.0.0.0')
  await once(socket, 'listening')
  const { port } = socket.address()
  return {
    url: (host) => `snmp://127.9.${host >> 8}.${host & 255}:${port}`,
    [Symbol.asyncDispose]: async () => {
      socket.close()
    },
  }
}
