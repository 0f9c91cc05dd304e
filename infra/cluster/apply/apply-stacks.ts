import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../../twin/kit/make-folder.ts'
import { ClusterClient } from '../../stand-in/cluster-client.ts'
import type { ProviderSchemas } from '../../stand-in/provider-schema.ts'
import { schemasOf, serveSchemas } from '../../stand-in/serve-stand-in.ts'
import { noKubeconfig, noStackFor, notUp } from '../errors.ts'
import { runFolder } from '../run-folder.ts'
import { playDisks } from './play-disks.ts'
import { layOut, type PracticeStack } from './practice-stacks.ts'
import { sideBySide } from './side-by-side.ts'
import { type Complaint, isNotInstalled, Terraform, type TerraformOutcome } from './terraform.ts'

/** `apply` has the clusters be as declared, `plan` only tells what that would change, `destroy` takes away what was applied. */
export type StackVerb = 'apply' | 'plan' | 'destroy'
/** Which provider Terraform talked to: the real one, or the stand-in, which is not the provider. */
export type ProviderUsed = 'real provider' | 'stand-in for the provider'

export interface ApplyOptions {
  /** Of the practice clusters, which are up. */
  readonly folder: string
  /** That `oblak synth` wrote. */
  readonly stacks: string
  readonly verb: StackVerb
  /** @default all that the stacks name */
  readonly sites?: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  message(text: string): void
  readonly signal?: AbortSignal
}

/** What `terraform show -json` says of the plan of a stack. It holds values that are secret. */
export interface PlannedJson {
  readonly site: string
  readonly stack: string
  readonly plan: string
  /** Path of the construct of each resource, by its address. */
  readonly constructs: ReadonlyMap<string, string>
}

export interface PlanOptions extends Omit<ApplyOptions, 'verb'> {
  /** Clusters that are no practice clusters, and the context of each site's where that is another than its name. The stacks' own backends are asked then. */
  readonly clusters?: { readonly kubeconfig: string; readonly contexts: Readonly<Record<string, string>> }
  /** Takes each plan. The file that it was read from is removed then. */
  onPlan(planned: PlannedJson): void
}

interface RunOptions extends ApplyOptions, Partial<Pick<PlanOptions, 'clusters' | 'onPlan'>> {}

/** What came of a stack. */
export interface StackApplied {
  readonly name: string
  readonly outcome: 'done' | 'failed' | 'not tried'
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly complaints: readonly Complaint[]
}

export interface SiteApplied {
  /** Undefined for stacks that ask no cluster: the gate. */
  readonly site: string | undefined
  /** Why no stack of it was tried; undefined where its cluster answers. */
  readonly away: string | undefined
  readonly provider: ProviderUsed | undefined
  readonly stacks: readonly StackApplied[]
}

/**
 * Runs real Terraform over stacks against the practice clusters, each site for itself: what fails at one does not stop the other. Where Terraform can install
 * the provider it is used, else the stand-in. The only way in is the kubeconfig.
 *
 * @throws InfraError `practice` where there is no Terraform or no cluster (3), or no stacks of that site (2); nothing was changed then
 */
export function applyStacks(options: ApplyOptions): Promise<readonly SiteApplied[]> {
  return runStacks(options)
}

/**
 * Plans the stacks that are for a cluster, and tells what each plan says. Nothing is changed.
 * @throws InfraError as `applyStacks`
 */
export function planStacks(options: PlanOptions): Promise<readonly SiteApplied[]> {
  return runStacks({ ...options, verb: 'plan' })
}

async function runStacks(options: RunOptions): Promise<readonly SiteApplied[]> {
  const { clusters, folder, environment, onPlan, signal } = options
  const kubeconfig = clusters?.kubeconfig ?? join(folder, 'kubeconfig')
  const cache = environment.TF_PLUGIN_CACHE_DIR ?? join(folder, 'terraform-plugins')
  const terraform = new Terraform(environment, { KUBE_CONFIG_PATH: kubeconfig, TF_PLUGIN_CACHE_DIR: cache }, signal)
  await terraform.refuseOther()
  if (!existsSync(kubeconfig)) throw clusters ? noKubeconfig(kubeconfig) : notUp(folder)
  await makeFolder(cache)
  // Of its own: another run over these clusters would take the files of its plans for its own.
  await using own = onPlan && (await runFolder(join(folder, 'drift'), 'run-'))
  const stacks = await layOut(options.stacks, folder, {
    ...(own && { within: own.path }),
    ...(clusters && { contexts: clusters.contexts }),
  })
  const known = [...new Set(stacks.flatMap(({ site }) => site ?? []))]
  const named = [...(options.sites ?? []), ...Object.keys(clusters?.contexts ?? {})]
  const unknown = named.find((site) => !known.includes(site))
  if (unknown !== undefined) throw noStackFor(unknown, known.toSorted())
  const sites = options.sites ?? known
  const first = stacks.find(({ site }) => site === sites[0])
  const isReal = first === undefined || !isNotInstalled(await terraform.run(first.folder, INIT))
  // Of all types: what was applied of a stack may be of one that it has no more, and another has.
  const schemas = isReal
    ? undefined
    : schemasOf([...new Set(stacks.flatMap(({ types }) => types))].filter(isOfProvider))
  const gate = onPlan ? undefined : await applyGate(stacks, terraform, options)
  const isRefused = options.verb === 'apply' && gate?.stacks.some(({ outcome }) => outcome !== 'done')
  const applied = await Promise.all(
    sites.map(async (site): Promise<SiteApplied> => {
      const own = stacks.filter((stack) => stack.site === site)
      const ordered = options.verb === 'destroy' ? own.toReversed() : own
      if (isRefused) return untried(site, ordered, undefined)
      return applySite({ site, stacks: ordered, kubeconfig, terraform, schemas }, options)
    }),
  )
  return gate ? [gate, ...applied] : applied
}

/** What asks no cluster comes first: it judges whether the others may be applied at all. */
async function applyGate(
  stacks: readonly PracticeStack[],
  terraform: Terraform,
  options: RunOptions,
): Promise<SiteApplied | undefined> {
  const gates = stacks.filter(({ site }) => site === undefined)
  if (gates.length === 0) return undefined
  const done: StackApplied[] = []
  for (const stack of gates) {
    done.push(await applyOne(stack, terraform, options))
    options.message(`${stack.name}: ${done.at(-1)?.outcome}`)
  }
  return { site: undefined, away: undefined, provider: undefined, stacks: done }
}

interface SiteRun {
  readonly site: string
  readonly stacks: readonly PracticeStack[]
  readonly kubeconfig: string
  readonly terraform: Terraform
  /** Of the stand-in; undefined where Terraform can install the provider. */
  readonly schemas: ProviderSchemas | undefined
}

async function applySite(run: SiteRun, options: RunOptions): Promise<SiteApplied> {
  const { clusters, message, verb } = options
  const { site, stacks, kubeconfig, terraform, schemas } = run
  const away = await whyAway(kubeconfig, clusters?.contexts[site] ?? site)
  if (away !== undefined) {
    message(`${site}: ${away}`)
    return untried(site, stacks, away)
  }
  const provider: ProviderUsed = schemas ? 'stand-in for the provider' : 'real provider'
  message(`${site}: with the ${provider}`)
  const act = async (stack: PracticeStack, done: ReadonlyMap<PracticeStack, StackApplied>) => {
    const stopping = needsOf(stack, stacks, verb).filter((other) => done.get(other)?.outcome !== 'done')
    if (stopping.length > 0) return notTried(stack.name, stopping)
    using standIn = schemas && (await serveSchemas(schemas, { kubeconfig }))
    // Awaited here: the stand-in ends with this function.
    return await applyOne(stack, standIn ? terraform.with(standIn.environment) : terraform, options)
  }
  const ended = new AbortController()
  const disks = verb === 'plan' ? undefined : playDisks(kubeconfig, site, ended.signal)
  try {
    const applied = await sideBySide<PracticeStack, StackApplied>(
      stacks,
      STACKS_AT_A_TIME,
      (stack) => needsOf(stack, stacks, verb),
      async (stack, done) => {
        const one = await act(stack, done)
        message(`${stack.name}: ${one.outcome}`)
        return one
      },
    )
    return { site, away, provider, stacks: applied }
  } finally {
    ended.abort()
    await disks
  }
}

/** Of one site: more of them wait for the same API server. */
const STACKS_AT_A_TIME = 2

const INIT = ['init', '-input=false']
const PLAN_FILE = 'drift.tfplan'
const WORDS: Readonly<Record<StackVerb, readonly string[]>> = {
  apply: ['apply', '-auto-approve', '-input=false'],
  plan: ['plan', '-detailed-exitcode', '-input=false'],
  destroy: ['apply', '-destroy', '-auto-approve', '-input=false'],
}

async function applyOne(
  stack: PracticeStack,
  terraform: Terraform,
  { onPlan, verb }: RunOptions,
): Promise<StackApplied> {
  const { folder, name } = stack
  const init = await terraform.run(folder, INIT)
  if (init.status !== 0) return appliedOf(name, init, false)
  if (onPlan) return planOne(stack, terraform, onPlan)
  const outcome = await terraform.run(folder, WORDS[verb])
  // 2 is a plan that would change something.
  return appliedOf(name, outcome, outcome.status === 0 || (verb === 'plan' && outcome.status === 2))
}

async function planOne(
  { constructs, folder, name, site = '' }: PracticeStack,
  terraform: Terraform,
  onPlan: PlanOptions['onPlan'],
): Promise<StackApplied> {
  const file = join(folder, PLAN_FILE)
  // Terraform writes into the file that is there, for its user alone.
  await writeFile(file, '', { mode: 0o600, flag: 'wx' })
  try {
    const outcome = await terraform.run(folder, [...WORDS.plan, `-out=${PLAN_FILE}`], 'the folder where it is applied')
    if (outcome.status !== 0 && outcome.status !== 2) return appliedOf(name, outcome, false)
    const shown = await terraform.show(folder, PLAN_FILE)
    if (typeof shown !== 'string') return appliedOf(name, { ...outcome, complaints: [shown] }, false)
    onPlan({ site, stack: name, constructs, plan: shown })
    return appliedOf(name, outcome, true)
  } finally {
    await rm(file, { force: true })
  }
}

function appliedOf(
  name: string,
  { added, changed, removed, complaints }: TerraformOutcome,
  isDone: boolean,
): StackApplied {
  return { name, outcome: isDone ? 'done' : 'failed', added, changed, removed, complaints: isDone ? [] : complaints }
}

function untried(site: string, stacks: readonly PracticeStack[], away: string | undefined): SiteApplied {
  return { site, away, provider: undefined, stacks: stacks.map(({ name }) => notTried(name, [])) }
}

function notTried(name: string, after: readonly PracticeStack[]): StackApplied {
  const complaints = after.map((other) => ({
    address: undefined,
    summary: `it comes after ${other.name}, which is not done`,
    detail: '',
  }))
  return { name, outcome: 'not tried', added: 0, changed: 0, removed: 0, complaints }
}

/** What must be done before: what a stack needs, and when all is taken away what needs it. */
function needsOf(stack: PracticeStack, stacks: readonly PracticeStack[], verb: StackVerb): readonly PracticeStack[] {
  if (verb === 'plan') return []
  return stacks.filter((other) =>
    verb === 'apply' ? stack.after.includes(other.name) : other.after.includes(stack.name),
  )
}

function isOfProvider(type: string): boolean {
  return type.startsWith('kubernetes_')
}

async function whyAway(kubeconfig: string, site: string): Promise<string | undefined> {
  try {
    await using client = new ClusterClient(kubeconfig, site)
    await client.ask('/version')
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
