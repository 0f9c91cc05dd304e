import type { Session, Varbind } from 'net-snmp'
import type { SnmpAccess } from './access.ts'
import { AUTHENTICATION_ADVICE, PRIVACY_ADVICE, snmpErrors } from './errors.ts'
import { RequestFailure, readFailure } from './failure.ts'
import type { Lane } from './lane.ts'
import type { Wire } from './wire.ts'

export interface Manner {
  /** For one request, divided between the tries. */
  readonly timeoutMs: number
  readonly tries: number
}

/** A question to the device: a GET, a GETNEXT, or a GETBULK with so many repetitions. */
export interface Question {
  readonly kind: 'get' | 'next' | 'bulk'
  readonly oids: readonly string[]
  readonly repetitions?: number
}

/** Sends one request at a time to one device and says what became of it. */
export class Requester {
  readonly host: string
  readonly isV3: boolean
  /** Requests sent, without what v3 needs to find out the engine. */
  asked = 0
  readonly #wire: Wire
  readonly #access: SnmpAccess
  readonly #lane: Lane
  readonly #manner: Manner
  #session: Session

  constructor(host: string, wire: Wire, access: SnmpAccess, lane: Lane, manner: Manner) {
    this.host = host
    this.isV3 = access.rule.version === 3
    this.#wire = wire
    this.#access = access
    this.#lane = lane
    this.#manner = manner
    this.#session = this.#open()
  }

  get isV1(): boolean {
    return this.#access.rule.version === 0
  }

  /**
   * One request. A list of variables for each identifier that was asked for.
   * @throws RequestFailure where asking otherwise may help; DeviceError unreachable, authentication, protocol, aborted
   */
  ask(question: Question, signal: AbortSignal): Promise<Varbind[][]> {
    return this.#lane.run(async () => {
      try {
        return await this.#once(question, signal)
      } catch (error) {
        if (!(error instanceof RequestFailure) || error.kind !== 'out-of-time') throw error
        // The device has restarted, or was replaced: its engine is found out anew, once.
        this.#session = this.#open()
        return await this.#once(question, signal).catch((again: unknown) => {
          const isStill = again instanceof RequestFailure && again.kind === 'out-of-time'
          throw isStill ? snmpErrors.outOfTime(this.host) : again
        })
      }
    })
  }

  timeout(): Error {
    return snmpErrors.timeout(this.host, this.#manner.timeoutMs, this.#manner.tries, this.#access.kind)
  }

  close(): void {
    this.#session.cancelRequests(new Error('closed'))
    this.#wire.close()
  }

  #open(): Session {
    const { timeoutMs, tries } = this.#manner
    const session = this.#access.open(this.host, {
      retries: tries - 1,
      timeout: Math.max(1, Math.floor(timeoutMs / tries)),
      dgramModule: { createSocket: () => this.#wire.socket() },
    })
    // A message that net-snmp cannot read; whoever waits for the answer runs into the timeout.
    session.on('error', () => {
      this.#wire.garbled++
    })
    return session
  }

  async #once(question: Question, signal: AbortSignal): Promise<Varbind[][]> {
    if (signal.aborted) throw snmpErrors.aborted(this.host)
    this.#wire.garbled = 0
    this.#wire.failure = undefined
    this.asked++
    const session = this.#session
    const stop = () => session.cancelRequests(snmpErrors.aborted(this.host))
    signal.addEventListener('abort', stop)
    try {
      return await new Promise<Varbind[][]>((resolve, reject) => {
        this.#wire.onFailure = (error) => {
          reject(error)
          session.cancelRequests(error)
        }
        send(session, question, (error, columns) => {
          if (error) reject(error)
          else resolve(columns)
        })
      })
    } catch (error) {
      throw this.#explain(error instanceof Error ? error : new Error(String(error)), signal)
    } finally {
      this.#wire.onFailure = undefined
      signal.removeEventListener('abort', stop)
    }
  }

  #explain(error: Error, signal: AbortSignal): Error {
    if (signal.aborted) return snmpErrors.aborted(this.host)
    const { failure } = this.#wire
    if (failure) {
      const code = 'code' in failure ? String(failure.code) : failure.message
      const reason = code === 'ECONNREFUSED' ? 'nothing listens on that UDP port' : code
      return snmpErrors.unreachable(this.host, reason, failure)
    }
    const meaning = readFailure(error)
    if (!meaning) return snmpErrors.unreachable(this.host, error.message, error)
    if (!(meaning instanceof RequestFailure)) return this.#refused(meaning.refusal)
    if (meaning.kind === 'forged') return snmpErrors.garbled(this.host, 'its signature is not made with our key')
    if (meaning.kind === 'undecipherable') {
      const advice = `check ${AUTHENTICATION_ADVICE}, which makes the key for privacy too, and ${PRIVACY_ADVICE}`
      return snmpErrors.garbled(this.host, `it cannot be decrypted; when that stays so, ${advice}`)
    }
    if (meaning.kind === 'timeout' && this.#wire.garbled > 0) {
      return snmpErrors.garbled(this.host, `${this.#wire.garbled} of them within the time`)
    }
    return meaning
  }

  #refused(refusal: string): Error {
    const what = /User Name/i.test(refusal)
      ? 'Check the user’s name and that it exists on the device'
      : /Security Level/i.test(refusal)
        ? 'The device wants another level: give both keys for authPriv'
        : /Decryption/i.test(refusal)
          ? `Check ${AUTHENTICATION_ADVICE} and ${PRIVACY_ADVICE}`
          : `Check ${AUTHENTICATION_ADVICE} and key`
    return snmpErrors.authentication(this.host, refusal, what)
  }
}

function send(
  session: Session,
  { kind, oids, repetitions = 1 }: Question,
  done: (error: Error | null, columns: Varbind[][]) => void,
): void {
  const single = (error: Error | null, varbinds: Varbind[] = []) =>
    done(
      error,
      varbinds.map((varbind) => [varbind]),
    )
  if (kind === 'get') session.get(oids, single)
  else if (kind === 'next') session.getNext(oids, single)
  else session.getBulk(oids, 0, repetitions, (error, columns = []) => done(error, columns))
}
