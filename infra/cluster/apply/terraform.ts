import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { noTerraform } from '../errors.ts'
import { isLocked, unlocking } from './state-lock.ts'

/** What Terraform says against something. */
export interface Complaint {
  /** Address of the resource; undefined where it is about none. */
  readonly address: string | undefined
  readonly summary: string
  readonly detail: string
}

/** What a run of Terraform came to. */
export interface TerraformOutcome {
  readonly status: number
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly complaints: readonly Complaint[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Newer ones do not get on with the provider's version; older ones do not know all that the stacks say. */
const MINOR = /^1\.11\./
/** Of the surroundings: what would lead to another cluster or another state, or change what is run. */
const FOREIGN = /^(KUBE|TF_(REATTACH|WORKSPACE|DATA_DIR|CLI_ARGS|VAR_|LOG))/
const NOT_INSTALLED = /^(Failed to query available provider packages|Failed to install provider)/

const MOST_LINES = 5

/** Terraform's word for what it did not begin. */
const HALTED = 'execution halted'
const STOPPED: Complaint = {
  address: undefined,
  summary: 'It was stopped',
  detail: 'What was done till then is in its state, and its lock is free. The same command goes on from there.',
}
const NOT_BEGUN: TerraformOutcome = { status: 1, added: 0, changed: 0, removed: 0, complaints: [STOPPED] }

const run = promisify(execFile)

/** Terraform as it is on the PATH, one folder at a time. */
export class Terraform {
  readonly #environment: Environment
  readonly #signal: AbortSignal | undefined

  /** @param environment of the user; what leads elsewhere is left out of it. `more` comes on top. */
  constructor(environment: Environment, more: Environment, signal?: AbortSignal) {
    const own = Object.entries(environment).filter(([name]) => !FOREIGN.test(name))
    this.#environment = {
      ...Object.fromEntries(own),
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      // Where no registry can be reached that is to be seen soon.
      TF_REGISTRY_DISCOVERY_RETRY: '0',
      TF_REGISTRY_CLIENT_TIMEOUT: '10',
      ...more,
    }
    this.#signal = signal
  }

  /** The same, with more in its surroundings. */
  with(more: Environment): Terraform {
    return new Terraform({}, { ...this.#environment, ...more }, this.#signal)
  }

  /** @throws InfraError `practice` (status 3) where there is no Terraform, or one that cannot be used */
  async refuseOther(): Promise<void> {
    const text = await run('terraform', ['version', '-json'], { env: this.#environment }).then(
      ({ stdout }) => stdout,
      (error: unknown) => {
        throw noTerraform('there is no `terraform` on the PATH', error)
      },
    )
    const { terraform_version: version } = JSON.parse(text) as { readonly terraform_version: string }
    if (!MINOR.test(version)) throw noTerraform(`the one on the PATH is ${version}`)
  }

  /**
   * Runs a command that has `-json`; what it says in lines is put together. Where all is to stop Terraform is asked to once, and waited for: it ends in order, keeps
   * what is done in its state, and frees the lock.
   * @param keptIn where a lock that stays can be freed; another one where the folder goes again
   */
  async run(folder: string, words: readonly string[], keptIn = folder): Promise<TerraformOutcome> {
    if (this.#signal?.aborted) return NOT_BEGUN
    const [command = '', ...rest] = words
    const { status, said } = await this.#toItsEnd(folder, [command, '-json', ...rest])
    const outcome = { status, ...readLines(said.split('\n').filter(Boolean), status !== 0) }
    const complaints = outcome.complaints
      .filter(({ summary }) => summary !== HALTED)
      .map((one) => (isLocked(one) ? { ...one, detail: unlocking(one.detail, keptIn) } : one))
    const isStopped = this.#signal?.aborted === true && status !== 0
    return { ...outcome, complaints: isStopped ? [STOPPED, ...complaints] : complaints }
  }

  async #toItsEnd(
    folder: string,
    words: readonly string[],
  ): Promise<{ readonly status: number; readonly said: string }> {
    // In a group of its own: a terminal tells Ctrl-C to all of a group, and at the second one Terraform drops what it does.
    const child = spawn('terraform', words, { cwd: folder, env: this.#environment, detached: true })
    const stop = () => child.kill('SIGINT')
    this.#signal?.addEventListener('abort', stop)
    try {
      const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
      return { status: typeof code === 'number' ? code : 1, said: `${out}\n${errors}` }
    } finally {
      this.#signal?.removeEventListener('abort', stop)
    }
  }

  /** What a plan that was kept in a file says, as JSON, or why that cannot be told. It holds values that are secret. */
  async show(folder: string, file: string): Promise<string | Complaint> {
    if (this.#signal?.aborted) return STOPPED
    try {
      const { stdout } = await run('terraform', ['show', '-json', file], {
        cwd: folder,
        env: this.#environment,
        maxBuffer: 256 * 2 ** 20,
        ...(this.#signal && { signal: this.#signal }),
      })
      return stdout
    } catch (error) {
      if (this.#signal?.aborted) return STOPPED
      const { message, stderr = '' } = error as Error & { readonly stderr?: string }
      const said = stderr.split('\n').filter(Boolean)
      const detail = said.length > 0 ? said.slice(-MOST_LINES).join(' ') : message
      return { address: undefined, summary: 'Its plan cannot be shown', detail }
    }
  }
}

/** Whether a provider could not be had from where Terraform looks for it. */
export function isNotInstalled({ complaints }: TerraformOutcome): boolean {
  return complaints.some(({ summary }) => NOT_INSTALLED.test(summary))
}

interface Line {
  readonly type?: string
  readonly changes?: { readonly add: number; readonly change: number; readonly remove: number }
  readonly diagnostic?: {
    readonly severity: string
    readonly summary: string
    readonly detail?: string
    readonly address?: string
  }
}

/** @param texts lines of JSON; what is none is said by another program on the way, and counts where Terraform itself gives no reason */
function readLines(texts: readonly string[], isFailed: boolean): Omit<TerraformOutcome, 'status'> {
  const complaints: Complaint[] = []
  const others: string[] = []
  let last = { add: 0, change: 0, remove: 0 }
  for (const text of texts) {
    const line = lineOf(text)
    if (!line) others.push(text)
    if (line?.changes) last = line.changes
    if (line?.diagnostic?.severity !== 'error') continue
    const { address, summary, detail = '' } = line.diagnostic
    complaints.push({ address, summary, detail })
  }
  if (isFailed && complaints.length === 0) {
    complaints.push({ address: undefined, summary: others.slice(-MOST_LINES).join(' '), detail: '' })
  }
  return { added: last.add, changed: last.change, removed: last.remove, complaints }
}

function lineOf(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line
  } catch {
    return undefined
  }
}
