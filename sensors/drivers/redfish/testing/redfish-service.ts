import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { freeTcpPort } from '../../../../twin/kit/free-port.ts'
import { startChild } from '../../../../twin/kit/testing/child.ts'
import { findPart, recordingsFolder } from '../../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../../twin/kit/testing/temporary-folder.ts'

export interface RedfishService extends AsyncDisposable {
  readonly url: string
  readonly caFile: string
  /** What became of its sessions, in order: `begun 1`, `expired 1`, `ended 2`. */
  readonly sessions: () => readonly string[]
}

interface ServiceLimits {
  /** Seconds after which a session that is not used expires. @default 60 */
  readonly idleSeconds?: number
  /** Requests after which a session expires, used or not. @default 100,000 */
  readonly requestsEach?: number
  /** Sessions at a time. @default 4 */
  readonly most?: number
}

/** DMTF's published mock-up of a 1U server behind HTTPS, by the service in `redfish-service.py`. */
export async function startRedfishService(limits: ServiceLimits = {}): Promise<RedfishService> {
  const { idleSeconds = 60, requestsEach = 100_000, most = 4 } = limits
  const folder = await temporaryFolder()
  const [key, caFile] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')]
  const about = ['-subj', '/CN=bmc', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-nodes']
  const newKey = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  execFileSync(findPart('openssl') ?? 'openssl', ['req', ...newKey, '-keyout', key, '-out', caFile, ...about], {
    stdio: 'ignore',
  })
  const port = await freeTcpPort()
  const mockup = join(recordingsFolder() ?? '', 'redfish', 'public-rackmount1')
  const child = await startChild(
    findPart('python3') ?? 'python3',
    [
      join(import.meta.dirname, 'redfish-service.py'),
      ...[mockup, caFile, key, port, idleSeconds, requestsEach, most].map(String),
    ],
    (output) => output.includes('listening'),
  )
  return {
    url: `redfish+https://127.0.0.1:${port}`,
    caFile,
    sessions: () => child.output().match(/^(?:begun|expired|ended) \d+$/gm) ?? [],
    [Symbol.asyncDispose]: async () => {
      await child.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}
