import { stateCode } from '../../../twin/model/quantity.ts'
import type { DeviceReading } from '../../driver.ts'
import type { AvailabilityRule, TopicRule } from '../../profiles/mqtt-profile.ts'
import { decodeMessage, type Message, type TimeBounds } from './decode.ts'
import { type TopicTemplate, topicTemplate } from './template.ts'

/** What came in and what became of it; shown, because garbage must not be silent. */
export interface MqttCounts {
  messages: number
  readings: number
  /** Messages of which nothing, or not everything, could be understood; `lastGarbage` says why. */
  garbage: number
  oversized: number
  /** Dropped because the bound of topics was reached. */
  overflow: number
  lastGarbage: string
}

export interface TopicLimits extends TimeBounds {
  readonly maxPayload: number
  readonly maxTopics: number
}

/** Turns messages into readings by rules, and remembers the newest of each point. */
export class Topics {
  readonly counts: MqttCounts = { messages: 0, readings: 0, garbage: 0, oversized: 0, overflow: 0, lastGarbage: '' }
  readonly filters: readonly string[]
  readonly #rules: readonly { readonly rule: TopicRule; readonly template: TopicTemplate }[]
  readonly #availability: readonly { readonly rule: AvailabilityRule; readonly template: TopicTemplate }[]
  readonly #limits: TopicLimits
  readonly #isWanted: (point: string) => boolean
  readonly #topics = new Set<string>()
  readonly #newest = new Map<string, DeviceReading>()

  /** @throws DeviceError bad-target for a template that cannot be used */
  constructor(
    topics: readonly TopicRule[],
    availability: readonly AvailabilityRule[],
    filter: string | undefined,
    limits: TopicLimits,
    isWanted: (point: string) => boolean,
  ) {
    this.#rules = topics.map((rule) => ({ rule, template: topicTemplate(rule.template, rule.path) }))
    this.#availability = availability.map((rule) => ({ rule, template: topicTemplate(rule.template, rule.path) }))
    const own = [...this.#rules, ...this.#availability].map(({ template }) => template.filter)
    const wills = this.#availability.map(({ template }) => template.filter)
    this.filters = [...new Set(filter === undefined ? own : [filter, ...wills])]
    this.#limits = limits
    this.#isWanted = isWanted
  }

  /** Bytes of a message beyond which it is not looked at. */
  get maxPayload(): number {
    return this.#limits.maxPayload
  }

  /** The newest reading of every point. */
  get newest(): readonly DeviceReading[] {
    return [...this.#newest.values()]
  }

  /** Never throws: what cannot be understood is counted. */
  readings(message: Message): readonly DeviceReading[] {
    this.counts.messages++
    if (message.payload.length > this.#limits.maxPayload) {
      this.counts.oversized++
      return []
    }
    if (!this.#topics.has(message.topic)) {
      if (this.#topics.size >= this.#limits.maxTopics) {
        this.counts.overflow++
        return []
      }
      this.#topics.add(message.topic)
    }
    const found = (this.#available(message) ?? this.#measured(message)).filter((one) => this.#isWanted(one.point))
    for (const one of found) this.#newest.set(one.point, one)
    this.counts.readings += found.length
    return found
  }

  #measured(message: Message): readonly DeviceReading[] {
    for (const { rule, template } of this.#rules) {
      const places = template.match(message.topic)
      if (!places) continue
      const path = template.path(places)
      if (path === undefined) return this.#garbage(`${message.topic} makes no path`)
      const { readings, garbage } = decodeMessage(rule, path, places, message, this.#limits)
      if (garbage !== undefined) this.#garbage(garbage)
      return readings
    }
    return this.#garbage(`no template fits ${message.topic}`)
  }

  /** A device that went (its last will spoke) makes all its points stale; undefined where it is no such topic. */
  #available(message: Message): readonly DeviceReading[] | undefined {
    for (const { rule, template } of this.#availability) {
      const places = template.match(message.topic)
      if (!places) continue
      const path = template.path(places)
      if (path === undefined) return this.#garbage(`${message.topic} makes no path`)
      const text = new TextDecoder().decode(message.payload).trim()
      if (text !== rule.online && text !== rule.offline)
        return this.#garbage(`${message.topic} says ${text.slice(0, 40)}`)
      const isOnline = text === rule.online
      const presence: DeviceReading = {
        point: path === '' ? 'availability' : `${path}/availability`,
        quantity: 'state',
        value: stateCode(isOnline ? 'on' : 'off'),
        unit: 'state',
        quality: 'good',
        at: message.arrived,
        address: message.topic,
      }
      return isOnline ? [presence] : [presence, ...this.#staleBelow(path, message)]
    }
    return undefined
  }

  #staleBelow(path: string, message: Message): DeviceReading[] {
    const start = path === '' ? '' : `${path}/`
    return [...this.#newest.values()]
      .filter((one) => one.point.startsWith(start) && !one.point.endsWith('availability') && Number.isFinite(one.value))
      .map((one) => ({ ...one, quality: 'stale' as const, at: message.arrived }))
  }

  #garbage(reason: string): readonly DeviceReading[] {
    this.counts.garbage++
    this.counts.lastGarbage = reason.replace(/\p{C}/gu, '').slice(0, 200)
    return []
  }
}
