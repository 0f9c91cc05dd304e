import { setTimeout as sleep } from 'node:timers/promises'
import { KubeConfig, Watch } from '@kubernetes/client-node'
import { ApiRefusal, ClusterClient } from '../stand-in/cluster-client.ts'

/** What a list of the API looks like, and its objects, as far as keeping them up to date asks. */
interface Listed {
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string }
  readonly items: readonly ApiObject[]
}

export interface ApiObject {
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly resourceVersion?: string }
}

export interface WatchedListOptions<Kept> {
  readonly kubeconfig: string
  readonly context: string
  /** `/api/v1/pods` */
  readonly path: string
  /** Objects that are kept at most. */
  readonly most: number
  readonly signal: AbortSignal
  /** A watch that says nothing for so long is given up, and what is there is asked anew. @default 150,000 */
  readonly silentMs?: number
  /** What is kept of an object: of fifty thousand whole pods no process has room. */
  keep(object: ApiObject): Kept
  /** All that there is; `isAll` is false where there are more. */
  onList(kept: readonly Kept[], isAll: boolean): void
  onChange(object: ApiObject, isGone: boolean): void
  /** It cannot be asked any more. @param why in words, without a credential */
  onAway(why: string): void
}

/** Objects of a page: a page of 500 pods is some megabytes. */
const PAGE = 500
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
/** A watch is renewed so often by itself. */
const WATCH_SECONDS = 300
/** Bookmarks come about once a minute: a connection that is silent for longer than this is dead. */
const SILENT_MS = 150_000

/**
 * Keeps a list of an API server up to date until the signal: lists it in pages, watches from there, goes on from the last version where the watch ends, and lists anew where
 * that is too old. Waits longer and longer while the server is away.
 */
export async function watchList<Kept>(options: WatchedListOptions<Kept>): Promise<void> {
  const { signal } = options
  let version: string | undefined
  let wait = FIRST_WAIT_MS
  while (!signal.aborted) {
    try {
      version ??= await listed(options)
      const began = performance.now()
      const seen = await watched(options, version)
      version = seen.version
      if (seen.error !== undefined) throw seen.error
      // One that ends at once, again and again, is not asked without a pause.
      if (performance.now() - began < FIRST_WAIT_MS) await pause(FIRST_WAIT_MS, signal)
      else wait = FIRST_WAIT_MS
    } catch (error) {
      if (signal.aborted) return
      if (isTooOld(error)) {
        version = undefined
        await pause(FIRST_WAIT_MS, signal)
        continue
      }
      options.onAway(wordsOf(error))
      await pause(wait, signal)
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
      // A server that was away may have forgotten: what is there is asked anew.
      version = undefined
    }
  }
}

/** Not all at once after an outage. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => undefined)
}

async function listed<Kept>(options: WatchedListOptions<Kept>): Promise<string> {
  const { context, kubeconfig, signal } = options
  await using client = new ClusterClient(kubeconfig, context)
  // A question that a dead server does not answer would hold up the end for half a minute.
  const giveUp = () => void client[Symbol.asyncDispose]()
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    return await listedBy(client, options)
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

async function listedBy<Kept>(
  client: ClusterClient,
  { keep, most, onList, path, signal }: WatchedListOptions<Kept>,
): Promise<string> {
  const objects: Kept[] = []
  let next: string | undefined = ''
  let version = ''
  while (next !== undefined && objects.length < most) {
    const page: Listed = await client.ask<Listed>(path, {
      query: { limit: `${PAGE}`, ...(next !== '' && { continue: next }) },
    })
    signal.throwIfAborted()
    objects.push(...page.items.map(keep))
    version = page.metadata?.resourceVersion ?? version
    next = page.metadata?.continue || undefined
  }
  onList(objects.slice(0, most), next === undefined && objects.length <= most)
  return version
}

/** Resolves when the watch ends, with the newest version that was seen; with none where it was silent for too long. */
async function watched<Kept>(
  { context, kubeconfig, onChange, path, signal, silentMs = SILENT_MS }: WatchedListOptions<Kept>,
  from: string,
): Promise<{ readonly version: string | undefined; readonly error: unknown }> {
  let version: string | undefined = from
  let lost: unknown
  let silent: NodeJS.Timeout | undefined
  let control: AbortController | undefined
  // One that was given up may still connect, and would tell what was long ago beside the next one.
  let isOver = false
  let end: (error?: unknown) => void = () => undefined
  const ended = new Promise<unknown>((resolve) => {
    end = resolve
  })
  // A connection that is not there yet cannot be ended; nobody waits for it any more.
  const abort = () => {
    control?.abort()
    end()
  }
  // Whether the server is there at all is told by its list.
  const giveUp = () => {
    version = undefined
    abort()
  }
  const heard = () => {
    clearTimeout(silent)
    silent = setTimeout(giveUp, silentMs)
    silent.unref()
  }
  signal.addEventListener('abort', abort, { once: true })
  try {
    heard()
    // Read anew each time: addresses and keys of a cluster change.
    const config = new KubeConfig()
    config.loadFromFile(kubeconfig)
    config.setCurrentContext(context)
    new Watch(config)
      .watch(
        path,
        { resourceVersion: from, allowWatchBookmarks: true, timeoutSeconds: WATCH_SECONDS },
        (phase: string, object: ApiObject & { readonly code?: number; readonly message?: string }) => {
          if (isOver || signal.aborted) return
          heard()
          if (phase === 'ERROR') lost = new ApiRefusal(object.code ?? 500, object.message ?? 'the watch was ended')
          else {
            version = object.metadata?.resourceVersion ?? version
            if (phase !== 'BOOKMARK') onChange(object, phase === 'DELETED')
          }
        },
        end,
      )
      .then((controller) => {
        control = controller
        if (isOver || signal.aborted) controller.abort()
      }, end)
    const error = await ended
    return { version, error: lost ?? error ?? undefined }
  } finally {
    isOver = true
    clearTimeout(silent)
    signal.removeEventListener('abort', abort)
  }
}

function isTooOld(error: unknown): boolean {
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown }
  return code === 410 || statusCode === 410
}

/** Addresses may hold a user, and an exec plug-in may say its token: only the kind of what went wrong is told. */
function wordsOf(error: unknown): string {
  if (error instanceof ApiRefusal) return `the API server refuses (${error.code})`
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const { code, statusCode } = cause as { readonly code?: unknown; readonly statusCode?: unknown }
  if (typeof statusCode === 'number') return `the API server refuses (${statusCode})`
  if (typeof code === 'string') return `the API server does not answer (${code})`
  return 'the API server cannot be asked'
}
