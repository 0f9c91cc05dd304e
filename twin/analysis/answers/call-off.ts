/** Tells a search that nobody waits for its answer any more: what of an `AbortSignal` is used, since the analysis knows neither Node nor the browser. */
export interface CallOff {
  readonly aborted: boolean
  /** Why it was called off. */
  readonly reason: unknown
  /** @throws its reason, once it is called off */
  throwIfAborted(): void
  addEventListener(what: 'abort', told: () => void, options?: { readonly once?: boolean }): void
}
