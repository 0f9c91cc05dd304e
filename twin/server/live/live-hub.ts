import type { PageMessage, ServerMessage } from '../../protocol/live-message.ts'
import type { Metric } from '../../protocol/metric.ts'
import { Channel } from './channel.ts'
import type { ChannelSources, ThingScope } from './channel-sources.ts'

/** More than this waiting in a socket means that its page does not keep up: it is skipped until it has caught up. */
export const SLOW_BYTES = 256 * 1024
const MOST_CHANNELS = 1_000
/** A reason repeats what a page said, which may be long. */
const LONGEST_REASON = 300

/** A page's socket, as little of it as the hub needs. */
export interface Viewer {
  /** Bytes handed over and not yet taken by the network. */
  readonly bufferedAmount: number
  send(data: ArrayBuffer | string): void
}

interface View {
  readonly channel: Channel
  needsFull: boolean
}

/** What moved since the last tick. */
export interface Moved {
  readonly at: number
  readonly things: Readonly<Partial<Record<Metric, readonly number[]>>>
  readonly points: readonly number[]
}

/**
 * Who watches what. A tick sends each watcher what moved in its views, encoded once a channel; a slow one is skipped and
 * later gets one full frame of the newest values. Nothing is ever queued.
 */
export class LiveHub {
  readonly #viewers = new Map<Viewer, { readonly views: Map<number, View>; alarmsDue: boolean; cloudDue: boolean }>()
  readonly #channels = new Map<string, { channel: Channel; scope: ThingScope | undefined; watchers: number }>()
  #newestAt = 0
  #alarms: string | undefined
  #cloud: string | undefined
  framesSent = 0
  framesSkipped = 0

  constructor(private readonly sources: ChannelSources) {}

  get viewers(): number {
    return this.#viewers.size
  }

  /** The metrics that somebody watches. */
  watched(): ReadonlySet<Metric> {
    return new Set([...this.#channels.values()].map(({ channel }) => channel.metric))
  }

  join(viewer: Viewer, hello: ServerMessage): void {
    this.#viewers.set(viewer, { views: new Map(), alarmsDue: false, cloudDue: false })
    viewer.send(JSON.stringify(hello))
    if (this.#alarms !== undefined) viewer.send(this.#alarms)
    if (this.#cloud !== undefined) viewer.send(this.#cloud)
  }

  leave(viewer: Viewer): void {
    const state = this.#viewers.get(viewer)
    if (!state) return
    for (const view of state.views.keys()) this.#drop(state.views, view)
    this.#viewers.delete(viewer)
  }

  /** @returns why not, for people; undefined when done */
  handle(viewer: Viewer, message: PageMessage): string | undefined {
    const state = this.#viewers.get(viewer)
    if (!state) return undefined
    if (message.type === 'unsubscribe') {
      this.#drop(state.views, message.view)
      return undefined
    }
    const channel = this.#open(message)
    if (typeof channel === 'string') return channel
    this.#drop(state.views, message.view)
    const view: View = { channel, needsFull: true }
    state.views.set(message.view, view)
    this.#send(viewer, message.view, view, false)
    return undefined
  }

  /** Sends what moved. */
  tick(moved: Moved): void {
    if (moved.at > this.#newestAt) this.#newestAt = moved.at
    const changed = new Set<Channel>()
    for (const { channel } of this.#channels.values()) {
      const ids = channel.metric === 'point' ? moved.points : moved.things[channel.metric]
      if (channel.collect(ids ?? [])) changed.add(channel)
    }
    for (const [viewer, state] of this.#viewers) {
      for (const [number, view] of state.views) {
        if (view.needsFull || changed.has(view.channel)) this.#send(viewer, number, view, changed.has(view.channel))
      }
      if (state.alarmsDue && this.#alarms !== undefined && viewer.bufferedAmount <= SLOW_BYTES) {
        viewer.send(this.#alarms)
        state.alarmsDue = false
      }
      if (state.cloudDue && this.#cloud !== undefined && viewer.bufferedAmount <= SLOW_BYTES) {
        viewer.send(this.#cloud)
        state.cloudDue = false
      }
    }
  }

  /** The alarm list changed; told to all at the next tick. */
  announceAlarms(message: ServerMessage): void {
    this.#alarms = JSON.stringify(message)
    for (const state of this.#viewers.values()) state.alarmsDue = true
  }

  /** Pods, clusters or the pending plan changed; told to all at the next tick. */
  announceCloud(message: ServerMessage): void {
    this.#cloud = JSON.stringify(message)
    for (const state of this.#viewers.values()) state.cloudDue = true
  }

  /** Tells the alarm counts again at the next tick: a page on which nothing moves learns that its socket still lives. */
  remind(): void {
    for (const state of this.#viewers.values()) state.alarmsDue = true
  }

  /** Says why not; a page that does not keep up is told nothing, since it would wait in memory. */
  refuse(viewer: Viewer, { reason, view }: { readonly reason: string; readonly view?: number | undefined }): void {
    if (viewer.bufferedAmount > SLOW_BYTES) return
    const message: ServerMessage = { type: 'refused', view, reason: reason.slice(0, LONGEST_REASON) }
    viewer.send(JSON.stringify(message))
  }

  /** The tree of things grew: channels are made anew. */
  refreshScopes(): void {
    for (const { channel, scope } of this.#channels.values()) {
      const source = scope && this.sources.things(scope)
      if (source) channel.replaceSource(source)
    }
    for (const { views } of this.#viewers.values()) for (const view of views.values()) view.needsFull = true
  }

  #send(viewer: Viewer, number: number, view: View, changed: boolean): void {
    if (viewer.bufferedAmount > SLOW_BYTES) {
      if (changed || !view.needsFull) this.framesSkipped++
      view.needsFull = true
      return
    }
    viewer.send(view.needsFull ? view.channel.full(number, this.#newestAt) : view.channel.delta(number, this.#newestAt))
    view.channel.sent(viewer.bufferedAmount === 0)
    view.needsFull = false
    this.framesSent++
  }

  #open(message: Extract<PageMessage, { type: 'subscribe' }>): Channel | string {
    const { metric } = message
    if (metric === 'point') {
      const points = message.points ?? []
      return this.#channel(`point|${[...new Set(points)].sort((a, b) => a - b).join()}`, metric, undefined, () =>
        this.sources.points(points),
      )
    }
    const scope: ThingScope = { metric, scope: message.scope ?? '', kinds: message.kinds }
    // As JSON: what stands in a page's words must not make two subjects one.
    const key = JSON.stringify([metric, scope.scope, message.kinds && [...new Set(message.kinds)].sort()])
    return this.#channel(key, metric, scope, () => this.sources.things(scope))
  }

  #channel(
    key: string,
    metric: Metric,
    scope: ThingScope | undefined,
    source: () => ReturnType<ChannelSources['things']>,
  ): Channel | string {
    const known = this.#channels.get(key)
    if (known) {
      known.watchers++
      return known.channel
    }
    if (this.#channels.size >= MOST_CHANNELS) return `more than ${MOST_CHANNELS} different views are open; close some`
    const made = source()
    if (!made) return `the estate has nothing at ${scope?.scope ?? key}`
    const channel = new Channel(key, metric, made)
    this.#channels.set(key, { channel, scope, watchers: 1 })
    return channel
  }

  #drop(views: Map<number, View>, number: number): void {
    const view = views.get(number)
    if (!view) return
    views.delete(number)
    const entry = this.#channels.get(view.channel.key)
    if (entry && --entry.watchers === 0) this.#channels.delete(view.channel.key)
  }
}
