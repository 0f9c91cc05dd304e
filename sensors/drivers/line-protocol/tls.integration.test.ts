import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freeTcpPort } from '../../../twin/kit/free-port.ts'
import { describeWith, findPart } from '../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { DeviceReading, Subscription } from '../../driver.ts'
import { lineProtocolDriver } from './driver.ts'

const LINE = 'env,path=site/hall/air temperature=21.5'
const never = new AbortController().signal

describeWith(['openssl'], 'line protocol over TLS', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  const files = { certificateFile: '', keyFile: '' }
  const other = { certificateFile: '', keyFile: '' }

  beforeAll(async () => {
    folder = await temporaryFolder()
    for (const [name, pair] of [
      ['own', files],
      ['other', other],
    ] as const) {
      pair.certificateFile = join(folder.path, `${name}.pem`)
      pair.keyFile = join(folder.path, `${name}.key`)
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
      const newKey = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
      const to = ['-keyout', pair.keyFile, '-out', pair.certificateFile]
      execFileSync(findPart('openssl') ?? '', ['req', ...newKey, ...to, ...subject], { stdio: 'ignore' })
    }
  })
  afterAll(() => folder[Symbol.asyncDispose]())

  async function listening() {
    const port = await freeTcpPort()
    const session = (await lineProtocolDriver().open(
      {
        url: `line-protocol+https://127.0.0.1:${port}`,
        timeoutMs: 1_000,
        options: files,
        credential: { kind: 'token', token: 'sender-token' },
      },
      never,
    )) as Subscription
    const stop = new AbortController()
    const accepted: DeviceReading[] = []
    const over = session.listen(async (readings) => void accepted.push(...readings), stop.signal)
    return {
      port,
      accepted,
      async [Symbol.asyncDispose]() {
        stop.abort()
        await over
        await session.close()
      },
    }
  }

  it('takes what a sender writes who trusts the certificate and signs in', async () => {
    await using server = await listening()
    const ca = await readFile(files.certificateFile, 'utf8')
    const token = { authorization: 'Token sender-token' }
    expect(await post(server.port, LINE, { ca }, token)).toBe(204)
    expect(await post(server.port, gzipSync(LINE), { ca }, { ...token, 'content-encoding': 'gzip' })).toBe(204)
    expect(server.accepted.map(({ point, value }) => [point, value])).toEqual([
      ['site/hall/air/temperature', 21.5],
      ['site/hall/air/temperature', 21.5],
    ])
    expect(await post(server.port, LINE, { ca }, { authorization: 'Token guessed' })).toBe(401)
    expect(server.accepted).toHaveLength(2)
  })

  it('is not spoken to by who does not trust the certificate, nor without TLS, nor with an old TLS', async () => {
    await using server = await listening()
    await expect(post(server.port, LINE, {}, {})).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const ca = await readFile(other.certificateFile, 'utf8')
    await expect(post(server.port, LINE, { ca }, {})).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    await expect(fetch(`http://127.0.0.1:${server.port}/write`, { method: 'POST', body: LINE })).rejects.toThrow()
    const old = { rejectUnauthorized: false, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const
    await expect(post(server.port, LINE, old, {})).rejects.toMatchObject({ code: expect.stringMatching(/^E/) })
    expect(server.accepted).toEqual([])
  })

  it('does not start with a key of another certificate, a file that is no PEM, or none, and says which file', async () => {
    const text = join(folder.path, 'notes.txt')
    await writeFile(text, 'no certificate')
    for (const options of [
      { ...files, keyFile: other.keyFile },
      { ...files, certificateFile: text },
      { ...files, keyFile: join(folder.path, 'nowhere.key') },
    ]) {
      const url = `line-protocol+https://127.0.0.1:${await freeTcpPort()}`
      const failure = await lineProtocolDriver()
        .open({ url, timeoutMs: 1_000, options }, never)
        .catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'bad-target', retry: false })
      const [wrong = ''] = Object.values(options).filter(
        (file) => file !== files.certificateFile && file !== files.keyFile,
      )
      expect(String(failure)).toContain(wrong)
    }
  })
})

function post(
  port: number,
  body: string | Buffer,
  tls: object,
  headers: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { ...tls, host: '127.0.0.1', port, path: '/write?db=telegraf', method: 'POST', headers, agent: false },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}
