import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { request } from 'node:https'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeWith, findPart } from '../kit/testing/real-part.ts'
import { temporaryFolder } from '../kit/testing/temporary-folder.ts'
import { startSyntheticServer } from './testing/synthetic-server.ts'

function get(url: string, ca: string): Promise<{ readonly status: number; readonly hsts: string | undefined }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ca }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode ?? 0, hsts: answer.headers['strict-transport-security'] })
    })
    asked.on('error', reject)
    asked.end()
  })
}

describeWith(['openssl'], 'with a certificate', () => {
  test('the server speaks HTTPS and tells browsers to stay with it; without the files it does not start', async () => {
    await using folder = await temporaryFolder()
    const tls = { certificateFile: join(folder.path, 'cert.pem'), keyFile: join(folder.path, 'key.pem') }
    await expect(startSyntheticServer({ tls })).rejects.toThrow('TLS files cannot be read')
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
    const files = ['-keyout', tls.keyFile, '-out', tls.certificateFile]
    const newKey = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
    execFileSync(findPart('openssl') ?? '', ['req', ...newKey, ...files, ...subject], { stdio: 'ignore' })
    await using started = await startSyntheticServer({ tls })
    expect(started.server.url).toMatch(/^https:/)
    const answer = await get(`${started.server.url}/healthz`, await readFile(tls.certificateFile, 'utf8'))
    expect(answer).toEqual({ status: 200, hsts: 'max-age=31536000' })
  })
})
