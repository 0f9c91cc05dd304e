import { join } from 'node:path'
import { freeTcpPort } from '../../../../twin/kit/free-port.ts'
import { startChild } from '../../../../twin/kit/testing/child.ts'

/** Debian's Python: pymodbus is one of its packages, whichever `python3` comes first on the path. */
const PYTHON = '/usr/bin/python3'

export interface PymodbusServer extends AsyncDisposable {
  readonly url: (unit: number) => string
}

/** A Modbus server that nobody here wrote; what its units hold is in `pymodbus-server.py`. */
export async function startPymodbus(): Promise<PymodbusServer> {
  const port = await freeTcpPort()
  const script = join(import.meta.dirname, 'pymodbus-server.py')
  const child = await startChild(PYTHON, [script, String(port)], (output) => output.includes('listening'))
  return {
    url: (unit) => `modbus://127.0.0.1:${port}/${unit}`,
    [Symbol.asyncDispose]: () => child.stop(),
  }
}
