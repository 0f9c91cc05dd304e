import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Metric } from '../../protocol/metric.ts'
import type { ColumnStore } from './columns.ts'
import type { FromWorker, LinkState, Subscription, ToWorker } from './live-messages.ts'

/** How the connection stands. */
export interface Link {
  readonly state: LinkState
  /** Since when it has been in this state; epoch milliseconds of this computer. */
  readonly since: number
  readonly attempt: number
  readonly retryInMs: number
  /** The estate's version as the server last said it. */
  readonly estate: string | undefined
  /** Add to this computer's clock to get the server's, in milliseconds. */
  readonly clockOffset: number
  readonly framesSkipped: number
  /** Live values stand still because a person wanted it. */
  readonly paused: boolean
  readonly alarms: { readonly revision: number; readonly critical: number; readonly warning: number } | undefined
  /** Counts up with every change of pods, clusters or the pending plan; undefined until the server says one. */
  readonly cloud: number | undefined
}

/** What a part of the page wants to see live. */
export interface WatchRequest {
  readonly metric: Metric
  /** Things at and below this path. @default '' */
  readonly scope?: string
  /** Point indexes, for the metric `point`. */
  readonly points?: readonly number[]
}

/** The worker as the client needs it. */
export interface LiveWorker {
  postMessage(message: ToWorker): void
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null
}

const MOST_VIEWS = 16
const MOST_POINTS = 4096

/** The page's side of the live socket: shares views among those who ask for the same, fills the columns, knows the connection. */
export class LiveClient {
  readonly columns: ColumnStore
  readonly link: StoreApi<Link>
  readonly #worker: LiveWorker
  readonly #views = new Map<string, { readonly view: number; readonly metric: Metric; readers: number }>()
  readonly #now: () => number
  #owesTaken = false

  constructor(worker: LiveWorker, url: string, columns: ColumnStore, now: () => number) {
    this.columns = columns
    this.#worker = worker
    this.#now = now
    this.link = createStore<Link>(() => ({
      state: 'connecting',
      since: now(),
      attempt: 0,
      retryInMs: 0,
      estate: undefined,
      clockOffset: 0,
      framesSkipped: 0,
      paused: false,
      alarms: undefined,
      cloud: undefined,
    }))
    worker.onmessage = ({ data }) => this.#onMessage(data)
    worker.postMessage({ type: 'open', url })
  }

  /**
   * Subscribes until the function returned is called. Those who ask for the same share one view; a seventeenth different view
   * is not subscribed (the server would refuse it).
   */
  watch(request: WatchRequest): () => void {
    const points = request.points?.slice(0, MOST_POINTS)
    const scope = request.scope ?? ''
    const key = `${request.metric} ${points ? points.join(',') : scope}`
    let shared = this.#views.get(key)
    if (!shared) {
      const view = this.#freeView()
      if (view === undefined) return () => undefined
      shared = { view, metric: request.metric, readers: 0 }
      this.#views.set(key, shared)
      const message: Subscription = {
        type: 'subscribe',
        view,
        metric: request.metric,
        ...(points ? { points: [...points] } : { scope }),
      }
      this.#worker.postMessage({ type: 'say', message })
    }
    const own = shared
    own.readers++
    let left = false
    return () => {
      if (left) return
      left = true
      own.readers--
      if (own.readers > 0) return
      this.#views.delete(key)
      this.#worker.postMessage({ type: 'say', message: { type: 'unsubscribe', view: own.view } })
    }
  }

  /**
   * Stops and starts the flow of live values. While paused the page does not ask the worker for more, which keeps only the newest
   * value of each thing; so starting again shows the present at once.
   */
  pause(paused: boolean): void {
    this.link.setState({ paused })
    if (!paused && this.#owesTaken) {
      this.#owesTaken = false
      this.#worker.postMessage({ type: 'taken' })
    }
  }

  /** Tries to connect at once. */
  retry(): void {
    this.#worker.postMessage({ type: 'retry' })
  }

  /** The server's clock, epoch milliseconds. */
  serverNow(): number {
    return this.#now() + this.link.getState().clockOffset
  }

  #freeView(): number | undefined {
    const used = new Set([...this.#views.values()].map(({ view }) => view))
    for (let view = 0; view < MOST_VIEWS; view++) if (!used.has(view)) return view
    return undefined
  }

  #onMessage(message: FromWorker): void {
    switch (message.type) {
      case 'updates':
        for (const update of message.updates) this.columns.apply(update)
        if (message.skipped > 0) {
          this.link.setState(({ framesSkipped }) => ({ framesSkipped: framesSkipped + message.skipped }))
        }
        if (this.link.getState().paused) this.#owesTaken = true
        else this.#worker.postMessage({ type: 'taken' })
        break
      case 'state': {
        const { state, attempt, retryInMs } = message
        this.link.setState((link) => ({
          state,
          attempt,
          retryInMs,
          since: link.state === state ? link.since : this.#now(),
        }))
        break
      }
      case 'hello':
        this.#forgetOther(message.estate)
        this.link.setState({ estate: message.estate, clockOffset: message.serverTime - this.#now() })
        break
      case 'alarms': {
        const { revision, critical, warning } = message
        this.link.setState({ alarms: { revision, critical, warning } })
        break
      }
      case 'cloud':
        this.link.setState({ cloud: message.revision })
        break
      case 'refused':
        console.warn(`live: ${message.reason}`)
        break
    }
  }

  /** Values of another estate are not this one's; those of the new one come after its hello. */
  #forgetOther(estate: string): void {
    const before = this.link.getState().estate
    if (before !== undefined && before !== estate) this.columns.clear()
  }
}
