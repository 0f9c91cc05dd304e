import type { PageMessage } from '../../protocol/live-message.ts'
import type { ColumnUpdate } from './columns.ts'

export type Subscription = Extract<PageMessage, { readonly type: 'subscribe' }>

/** What the page says to the worker that holds the socket. */
export type ToWorker =
  | { readonly type: 'open'; readonly url: string }
  | { readonly type: 'say'; readonly message: PageMessage }
  /** The updates handed over last have been taken in: more may come. */
  | { readonly type: 'taken' }
  /** Try the connection now rather than at the end of the pause. */
  | { readonly type: 'retry' }

/** What the worker says to the page. */
export type FromWorker =
  | { readonly type: 'updates'; readonly updates: readonly ColumnUpdate[]; readonly skipped: number }
  | { readonly type: 'state'; readonly state: LinkState; readonly attempt: number; readonly retryInMs: number }
  | { readonly type: 'hello'; readonly estate: string; readonly serverTime: number }
  | { readonly type: 'alarms'; readonly revision: number; readonly critical: number; readonly warning: number }
  /** Pods, clusters or the pending plan changed. */
  | { readonly type: 'cloud'; readonly revision: number }
  | { readonly type: 'refused'; readonly reason: string }

/** `connecting` only until the first connection stands or fails. */
export type LinkState = 'connecting' | 'live' | 'lost'
