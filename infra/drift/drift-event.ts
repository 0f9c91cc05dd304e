import type {
  DriftKind,
  EventArea,
  EventSeverity,
  EventText,
  EventWrite,
  RaisedEvent,
} from '../../twin/model/security-event.ts'
import { EVENT_AREAS, EVENT_SEVERITIES } from '../../twin/model/security-event.ts'
import { ACTION_TEXTS, AFTER_TEXTS, ASK_WHO, KIND_TEXTS, STACK_TEXT, TOPIC_TEXTS, WHOLE } from './texts.ts'
import { AREA_OF, type Topic } from './topic.ts'

/** What is known of a difference before it is told. */
export interface DriftFacts extends Omit<RaisedEvent, 'key' | 'severity' | 'area' | 'means' | 'action'> {
  readonly topic: Topic
}

const SECURITY: ReadonlySet<EventArea> = new Set(['isolation', 'identity', 'image'])
/** Done past the code; the others are an apply that is due. */
const BY_HAND: ReadonlySet<DriftKind> = new Set(['changed', 'gone', 'undeclared'])

/** A difference as an event: how much it matters, what it means in plain words, what to do. */
export function driftEvent({ topic, ...facts }: DriftFacts): RaisedEvent {
  const { field, kind, object, site, stack } = facts
  const area = AREA_OF[topic]
  const { extra, touched } = TOPIC_TEXTS[topic]
  const after = BY_HAND.has(kind) ? AFTER_TEXTS[area] : undefined
  const ask = BY_HAND.has(kind) ? [facts.who ? ASK_WHO.known : ASK_WHO.unknown] : []
  return {
    ...facts,
    key: [site, stack ?? '', object, field ?? ''].join('|'),
    severity: severityOf(area, kind),
    area,
    means: filled(
      [topic === 'stack' ? STACK_TEXT : KIND_TEXTS[kind], kind === 'undeclared' ? (extra ?? touched) : touched],
      facts,
    ),
    action: filled([...ask, ACTION_TEXTS[kind], ...(after ? [after] : [])], facts),
  }
}

/** What matters most first; of that, in the order of sites, stacks and objects. */
export function byUrgency(a: RaisedEvent, b: RaisedEvent): number {
  const rank = (event: RaisedEvent) =>
    EVENT_SEVERITIES.indexOf(event.severity) * EVENT_AREAS.length + EVENT_AREAS.indexOf(event.area)
  return rank(a) - rank(b) || (a.key < b.key ? -1 : 1)
}

function severityOf(area: EventArea, kind: DriftKind): EventSeverity {
  if (SECURITY.has(area)) return BY_HAND.has(kind) ? 'critical' : 'warning'
  return area === 'capacity' && BY_HAND.has(kind) ? 'warning' : 'notice'
}

function filled(texts: readonly EventText[], facts: Omit<DriftFacts, 'topic'>): EventText {
  const fill = (language: keyof EventText) => {
    const values: Readonly<Record<string, string>> = {
      site: facts.site,
      stack: facts.stack ?? '',
      object: facts.object,
      field: facts.field ?? WHOLE[language],
      manager: managerOf(facts.who),
    }
    return texts
      .map((text) => text[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole))
      .join(' ')
  }
  return { en: fill('en'), sr: fill('sr') }
}

function managerOf(who: EventWrite | null): string {
  return who?.manager ?? ''
}
