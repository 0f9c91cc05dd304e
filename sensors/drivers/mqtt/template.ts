import { isSegment } from '../../../twin/model/path.ts'
import { slug } from '../../profiles/slug.ts'
import { mqttErrors } from './errors.ts'

/** A topic template made ready: what to subscribe to, and the places of a topic that fits. */
export interface TopicTemplate {
  readonly filter: string
  /** Place → text of the topic; undefined where the topic does not fit. */
  match(topic: string): Readonly<Record<string, string>> | undefined
  /** The estate path of the places; undefined where they make none. */
  path(places: Readonly<Record<string, string>>): string | undefined
}

const PLACE = /^\{([a-z][a-zA-Z0-9]*)(\.\.\.)?\}$/

/**
 * `dc/{site}/{rack}/{probe}` subscribes to `dc/+/+/+`; `{path...}` takes one level or more and subscribes to `#`.
 * @param path how places make an estate path; all places but `{quantity}` in order where absent
 * @throws DeviceError bad-target
 */
export function topicTemplate(template: string, path?: string): TopicTemplate {
  const levels = template.split('/')
  const places: string[] = []
  const filter: string[] = []
  let pattern = '^'
  let isOpen = false
  for (const [at, level] of levels.entries()) {
    const place = PLACE.exec(level)
    if (place) {
      const name = place[1] ?? ''
      if (places.includes(name)) throw mqttErrors.badTemplate(template, `{${name}} stands in it twice`)
      places.push(name)
      if (place[2]) {
        if (isOpen) throw mqttErrors.badTemplate(template, 'only one place may take several levels')
        isOpen = true
      }
      pattern += `${at > 0 ? '/' : ''}${place[2] ? '(.+?)' : '([^/]+)'}`
    } else {
      if (/[#+{}\0]/.test(level)) {
        throw mqttErrors.badTemplate(template, `${level} holds a character of filters; a place is written {name}`)
      }
      pattern += `${at > 0 ? '/' : ''}${level.replace(/[.*?^$()|[\]\\]/g, '\\$&')}`
    }
    if (!filter.includes('#')) filter.push(isOpen ? '#' : place ? '+' : level)
  }
  const shape = new RegExp(`${pattern}$`)
  const target =
    path ??
    places
      .filter((place) => place !== 'quantity')
      .map((place) => `{${place}}`)
      .join('/')
  for (const [, name] of target.matchAll(/\{([^}]*)\}/g)) {
    if (!places.includes(name ?? ''))
      throw mqttErrors.badTemplate(template, `the path uses {${name}}, which it does not have`)
  }
  return {
    filter: filter.join('/'),
    match: (topic) => {
      const found = topic.length <= 1024 ? shape.exec(topic) : null
      return found ? Object.fromEntries(places.map((place, at) => [place, found[at + 1] ?? ''])) : undefined
    },
    path: (found) => {
      const raw = target.replace(/\{([^}]*)\}/g, (_all, name: string) => found[name] ?? '')
      const segments = raw === '' ? [] : raw.split('/').map((segment) => (isSegment(segment) ? segment : slug(segment)))
      return segments.length <= 14 && !segments.includes('unnamed') ? segments.join('/') : undefined
    },
  }
}
