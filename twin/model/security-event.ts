/** From what somebody must look at now to what can wait. */
export const EVENT_SEVERITIES = ['critical', 'warning', 'notice'] as const
export type EventSeverity = (typeof EVENT_SEVERITIES)[number]

/** What an event is about, what matters most to security first; `image` is what runs. */
export const EVENT_AREAS = ['isolation', 'identity', 'image', 'capacity', 'other'] as const
export type EventArea = (typeof EVENT_AREAS)[number]

/**
 * How what is applied differs from what is declared: changed by hand, applied and gone by hand, there and declared by nobody, declared and not applied, applied and
 * declared no more.
 */
export const DRIFT_KINDS = ['changed', 'gone', 'undeclared', 'not-applied', 'no-longer-declared'] as const
export type DriftKind = (typeof DRIFT_KINDS)[number]

/** A text in both languages; Serbian in Cyrillic. */
export interface EventText {
  readonly en: string
  readonly sr: string
}

/** A write of an object, as the Kubernetes API keeps it: the program, not the person. */
export interface EventWrite {
  readonly manager: string
  readonly operation: string
  /** RFC 3339; null where the API keeps none. */
  readonly at: string | null
}

/** What is told to the Security Operations Centre. */
export interface RaisedEvent {
  /** The same for what is seen again. */
  readonly key: string
  readonly severity: EventSeverity
  readonly area: EventArea
  readonly kind: DriftKind
  readonly site: string
  /** Null for what no stack declares. */
  readonly stack: string | null
  /** `NetworkPolicy portal/default-deny` */
  readonly object: string
  /** Null where it is the whole object. */
  readonly field: string | null
  /** Null where there is none, or it is not to be shown. */
  readonly declared: string | null
  readonly live: string | null
  /** Who wrote the field; null where the API does not know. */
  readonly who: EventWrite | null
  /** The last write of the object by anything but Terraform, where nobody is known to have written the field. */
  readonly lastWrite: EventWrite | null
  readonly construct: string | null
  /** `infra/catalogue/services/evisa.ts:23` */
  readonly line: string | null
  /** What it means. */
  readonly means: EventText
  /** What to do. */
  readonly action: EventText
}

/** What one look found: open events of a place that was looked at and that are not found again are over. */
export interface RaisedEvents {
  readonly source: 'drift'
  readonly covers: readonly {
    readonly site: string
    readonly stack: string | null
    /** Not all that was found there is told: nothing of it is over for not being told. */
    readonly isCut?: boolean | undefined
  }[]
  readonly events: readonly RaisedEvent[]
}
