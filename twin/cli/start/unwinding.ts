/** What has been opened, to be closed backwards; a part that fails to close holds up no other. */
export class Unwinding {
  readonly #closers: (() => Promise<void> | undefined)[] = []

  add(close: () => Promise<void> | undefined): void {
    this.#closers.push(close)
  }

  /** Closes what was added last first. @throws AggregateError of what failed, after all have been tried */
  async unwind(): Promise<void> {
    const failures: unknown[] = []
    for (const close of this.#closers.splice(0).reverse()) {
      try {
        await close()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) {
      const messages = failures.map((error) => (error instanceof Error ? error.message : String(error)))
      throw new AggregateError(failures, `Not everything could be closed: ${messages.join('; ')}`)
    }
  }
}
