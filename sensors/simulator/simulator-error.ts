/** A refusal by the simulator: what happened with its values, the rule, what to do. `code` is stable. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError'
  constructor(
    readonly code:
      | 'unknown-path'
      | 'fault-does-not-fit'
      | 'unknown-fault'
      | 'not-active'
      | 'cannot-listen'
      | 'too-many-devices'
      | 'bad-estate'
      | 'worker',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
