/** The part of net-snmp 3.29 that is used here; the package brings no types. Names and shapes as in its index.js. */
declare module 'net-snmp' {
  import type { EventEmitter } from 'node:events'

  namespace snmp {
    interface Varbind {
      readonly oid: string
      readonly type: number
      /** Buffer for OCTET STRING, Opaque and Counter64; null for what is truncated or an exception. */
      readonly value: number | string | Buffer | boolean | null
    }

    interface User {
      readonly name: string
      readonly level: number
      readonly authProtocol?: number
      readonly authKey?: string
      readonly privProtocol?: number
      readonly privKey?: string
    }

    /** What a session asks of a UDP socket. */
    interface DatagramSocket {
      on(event: 'message' | 'close' | 'error', listener: (...values: never[]) => void): unknown
      send(
        bytes: Buffer,
        offset: number,
        length: number,
        port: number,
        host: string,
        sent: (error: Error | null) => void,
      ): void
      close(): unknown
      ref(): unknown
      unref(): unknown
      bind(port?: number, address?: string): unknown
    }

    interface SessionOptions {
      readonly version?: number
      readonly retries: number
      /** Milliseconds for one try. */
      readonly timeout: number
      readonly context?: string
      readonly dgramModule: { createSocket(transport: string): DatagramSocket }
    }

    /** What a message of SNMPv3 is encrypted for. */
    interface UsmEngine {
      readonly engineID: Buffer
      readonly engineBoots: number
      readonly engineTime: number
    }

    interface Session extends EventEmitter {
      get(oids: readonly string[], done: (error: Error | null, varbinds?: Varbind[]) => void): void
      getNext(oids: readonly string[], done: (error: Error | null, varbinds?: Varbind[]) => void): void
      /** With no non-repeaters: a list for each identifier. */
      getBulk(
        oids: readonly string[],
        nonRepeaters: number,
        maxRepetitions: number,
        done: (error: Error | null, columns?: Varbind[][]) => void,
      ): void
      cancelRequests(error: Error): void
      close(): void
    }
  }

  const snmp: {
    readonly Version1: number
    readonly Version2c: number
    readonly SecurityLevel: Readonly<Record<string, number>>
    readonly AuthProtocols: Readonly<Record<string, number>>
    readonly PrivProtocols: Readonly<Record<string, number>>
    readonly Authentication: { passwordToKey(protocol: number, password: string, engineID: Buffer): Buffer }
    /** By the numbers of PrivProtocols. */
    readonly Encryption: { readonly algorithms: Readonly<Record<number, object>> }
    createSession(host: string, community: string, options: snmp.SessionOptions): snmp.Session
    createV3Session(host: string, user: snmp.User, options: snmp.SessionOptions): snmp.Session
  }
  export = snmp
}
