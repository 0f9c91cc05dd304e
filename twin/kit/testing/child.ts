import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

/** A started program: its output so far, and the way to end it. Use with `await using`. */
export interface Child extends AsyncDisposable {
  readonly process: ChildProcess
  output(): string
  /** Sends the signal and waits until the program has ended; kills it after five seconds. */
  stop(signal?: NodeJS.Signals): Promise<void>
  /** Resolves with the exit code (or the signal's name). */
  readonly ended: Promise<number | string>
}

/**
 * Starts a program and waits until `ready` says so (asked every 50 ms with the output so far).
 * @throws Error with the output when it ends first or is not ready in time
 */
export async function startChild(
  command: string,
  args: readonly string[],
  ready: (output: string) => boolean | Promise<boolean>,
  options: SpawnOptions & { readonly readyWithinMs?: number } = {},
): Promise<Child> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output += chunk
  })
  let over: number | string | undefined
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => {
      output += error.message
      over = -1
      resolve(-1)
    })
    child.once('exit', (code, signal) => {
      over = code ?? signal ?? -1
      resolve(over)
    })
  })
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (over !== undefined) return
    child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
    await ended
    clearTimeout(timer)
  }
  const deadline = Date.now() + (options.readyWithinMs ?? 20_000)
  for (;;) {
    if (over !== undefined) throw new Error(`${command} ended with ${over} before it was ready:\n${output}`)
    if (await ready(output)) break
    if (Date.now() > deadline) {
      await stop('SIGKILL')
      throw new Error(`${command} was not ready in time:\n${output}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { process: child, output: () => output, stop, ended, [Symbol.asyncDispose]: () => stop() }
}
