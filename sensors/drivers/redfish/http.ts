import { Client, type Dispatcher } from 'undici'
import { DeviceError } from '../../driver.ts'
import { deadline } from '../deadline.ts'
import { connectorFor, shownFingerprint } from './connector.ts'
import { asDocument, type Document, textOf } from './document.ts'
import { redfishErrors } from './errors.ts'
import type { RedfishTarget } from './target.ts'

export interface Answer {
  readonly status: number
  readonly headers: Dispatcher.ResponseData['headers']
  readonly body: Document
}

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly body?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

const CERTIFICATE_FAULT =
  /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_(HAS_EXPIRED|NOT_YET_VALID|UNTRUSTED)|ALTNAME_INVALID/

/**
 * HTTP to one device: one connection, one request at a time, the whole answer within the timeout however slowly it drips,
 * bodies bounded, redirects not followed, links held to the device.
 */
export class RedfishHttp {
  readonly host: string
  readonly #client: Client
  readonly #target: RedfishTarget

  private constructor(target: RedfishTarget, client: Client) {
    this.host = target.host
    this.#target = target
    this.#client = client
  }

  static async to(target: RedfishTarget, timeoutMs: number): Promise<RedfishHttp> {
    const connect = await connectorFor(target, timeoutMs)
    return new RedfishHttp(target, new Client(target.origin, { connect, pipelining: 1, maxHeaderSize: 32_768 }))
  }

  /**
   * @returns any HTTP answer; the body is {} unless it is a JSON object
   * @throws DeviceError timeout | unreachable | refused (certificate) | protocol | aborted
   */
  async ask(path: string, ask: Ask): Promise<Answer> {
    const late = new AbortController()
    const callOff = deadline(ask.timeoutMs, () => late.abort())
    try {
      const answer = await this.#client.request({
        path,
        method: ask.method ?? 'GET',
        headers: {
          accept: 'application/json',
          'odata-version': '4.0',
          ...(ask.body ? { 'content-type': 'application/json' } : {}),
          ...ask.headers,
        },
        body: ask.body ? JSON.stringify(ask.body) : null,
        signal: AbortSignal.any([ask.signal, late.signal]),
      })
      const text = await this.#text(answer, path)
      return { status: answer.statusCode, headers: answer.headers, body: this.#json(text, path, answer.statusCode) }
    } catch (error) {
      if (ask.signal.aborted) throw redfishErrors.aborted(this.host)
      if (late.signal.aborted) throw redfishErrors.timeout(this.host, path, ask.timeoutMs)
      throw await this.#explain(error)
    } finally {
      callOff()
    }
  }

  /**
   * The path of a link that a device gave, with its query.
   * @throws DeviceError protocol where it leads elsewhere or out of /redfish
   */
  pathOf(link: string): string {
    const { origin } = this.#target
    if (link.length <= 1024 && URL.canParse(link, origin)) {
      const url = new URL(link, origin)
      if (url.origin === origin && /^\/redfish(\/|$)/.test(url.pathname)) return url.pathname + url.search
    }
    throw redfishErrors.foreignLink(this.host, link)
  }

  close(): Promise<void> {
    return this.#client.destroy()
  }

  async #text(answer: Dispatcher.ResponseData, path: string): Promise<string> {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of answer.body) {
      size += chunk.length
      if (size > this.#target.options.maxBytes) {
        throw redfishErrors.badBody(
          this.host,
          path,
          `it is larger than ${this.#target.options.maxBytes} bytes (option maxBytes)`,
        )
      }
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  }

  #json(text: string, path: string, status: number): Document {
    if (text.trim() === '') return {}
    try {
      return asDocument(JSON.parse(text))
    } catch (error) {
      if (status >= 400) return {}
      throw redfishErrors.badBody(this.host, path, error instanceof Error ? error.message.slice(0, 80) : 'no JSON')
    }
  }

  async #explain(error: unknown): Promise<Error> {
    if (error instanceof DeviceError) return error
    const cause = error instanceof Error ? error : new Error(String(error))
    const code = String((cause as NodeJS.ErrnoException).code ?? '')
    if (CERTIFICATE_FAULT.test(code)) {
      return redfishErrors.certificate(this.host, code, await shownFingerprint(this.#target.origin, 3_000), cause)
    }
    return redfishErrors.unreachable(this.host, code === '' || code.startsWith('UND_ERR') ? cause.message : code, cause)
  }
}

/** The first message of a Redfish error body (DSP0266, 8.6), for people. */
export function errorDetail(answer: Answer): string {
  const error = asDocument(answer.body.error)
  const info = Array.isArray(error['@Message.ExtendedInfo']) ? asDocument(error['@Message.ExtendedInfo'][0]) : {}
  const detail = [textOf(info.MessageId), textOf(info.Message) ?? textOf(error.message)].filter(Boolean).join(': ')
  return detail === '' ? `HTTP ${answer.status}` : detail
}
