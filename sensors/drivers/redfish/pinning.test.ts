import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeWith, findPart } from '../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { redfishProfileSchema } from '../../profiles/redfish-profile.ts'
import { redfishDriver } from './driver.ts'
import { collection, link, redfishServer, tree, USER } from './testing/redfish-server.ts'

const never = new AbortController().signal
const standard = redfishProfileSchema.parse({ protocol: 'redfish', id: 'redfish-standard', name: 'x', source: 'x' })
const credential = { kind: 'password', user: USER.UserName, password: USER.Password } as const
const C = '/redfish/v1/Chassis'
const ONE = tree({
  [C]: collection(`${C}/1`),
  [`${C}/1`]: { Id: '1', EnvironmentMetrics: link(`${C}/1/E`) },
  [`${C}/1/E`]: { PowerWatts: { Reading: 300 } },
})

describeWith(['openssl'], 'a device with a certificate of its own', () => {
  const withDevice = async (
    run: (url: string, fingerprint: string, caFile: string, sent: () => number) => Promise<void>,
  ) => {
    await using folder = await temporaryFolder()
    const [key, cert] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')]
    const about = ['-subj', '/CN=bmc', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-nodes']
    execFileSync(
      findPart('openssl') ?? 'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', key, '-out', cert, ...about],
      { stdio: 'ignore' },
    )
    const tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
    await using server = await redfishServer({ tree: ONE, tls })
    await run(server.url, new X509Certificate(tls.cert).fingerprint256, cert, () => server.requests.length)
  }
  const open = (url: string, options: object) =>
    redfishDriver([standard]).open({ url, timeoutMs: 2_000, credential, options: { ...options } }, never)

  test('is refused unless it is pinned, and the refusal shows the fingerprint to compare', async () => {
    await withDevice(async (url, fingerprint, _ca, sent) => {
      await expect(open(url, {})).rejects.toMatchObject({
        code: 'refused',
        message: expect.stringContaining(fingerprint),
      })
      expect(sent()).toBe(0)
    })
  })

  test('is read with its fingerprint pinned, or its authority named', async () => {
    await withDevice(async (url, fingerprint, caFile) => {
      for (const options of [
        { fingerprint },
        { fingerprint: fingerprint.replaceAll(':', '').toLowerCase() },
        { caFile },
      ]) {
        const session = await open(url, options)
        expect(await session.gather(never)).toMatchObject([{ point: 'power', value: 300 }])
        await session.close()
      }
    })
  })

  test('that is another one than pinned gets not a single byte of a request', async () => {
    await withDevice(async (url, _fingerprint, _ca, sent) => {
      await expect(open(url, { fingerprint: 'AB'.repeat(32) })).rejects.toMatchObject({
        code: 'refused',
        message: expect.stringContaining('Nothing was sent'),
      })
      expect(sent()).toBe(0)
    })
  })
})
