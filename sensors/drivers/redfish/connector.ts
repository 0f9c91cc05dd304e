import { readFile } from 'node:fs/promises'
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls'
import { buildConnector } from 'undici'
import { redfishErrors } from './errors.ts'
import type { RedfishTarget } from './target.ts'

/** Opens sockets to a device. With a pinned fingerprint nothing is sent before the certificate was compared. */
export async function connectorFor(target: RedfishTarget, timeoutMs: number): Promise<buildConnector.connector> {
  const { fingerprint, caFile } = target.options
  if (fingerprint === undefined) {
    return buildConnector({ timeout: timeoutMs, ...(caFile ? { ca: await readFile(caFile, 'utf8') } : {}) })
  }
  const open = buildConnector({ timeout: timeoutMs, rejectUnauthorized: false })
  return (options, callback) => {
    open(options, (error, socket) => {
      if (error || !socket) {
        callback(error ?? new Error('no socket'), null)
        return
      }
      const shown = fingerprintOf(socket as TLSSocket)
      if (shown === fingerprint) {
        callback(null, socket)
        return
      }
      socket.destroy()
      callback(redfishErrors.wrongCertificate(target.host, fingerprint, shown || 'none'), null)
    })
  }
}

/** What the device shows, so that a person can compare it; nothing is sent to it. Undefined where it cannot be had. */
export function shownFingerprint(origin: string, timeoutMs: number): Promise<string | undefined> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    const host = hostname.replace(/^\[|\]$/g, '')
    const socket = connect({ host, port: Number(port || 443), rejectUnauthorized: false, timeout: timeoutMs })
    const done = (fingerprint: string | undefined) => {
      socket.destroy()
      resolve(fingerprint)
    }
    socket.once('secureConnect', () => done(withColons(fingerprintOf(socket))))
    socket.once('timeout', () => done(undefined))
    socket.once('error', () => done(undefined))
  })
}

function fingerprintOf(socket: TLSSocket): string {
  const certificate: Partial<PeerCertificate> = socket.getPeerCertificate?.() ?? {}
  return (certificate.fingerprint256 ?? '').replaceAll(':', '').toUpperCase()
}

function withColons(hex: string): string | undefined {
  return hex === '' ? undefined : (hex.match(/../g) ?? []).join(':')
}
