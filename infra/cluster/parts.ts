import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { shippedPath } from '../../twin/kit/shipped-path.ts'
import { partsNotBuilt } from './errors.ts'

/** The programs of a practice cluster, built. */
export interface PracticeParts {
  /** Folder with `etcd`, `kube-apiserver`, `kube-controller-manager`, `kube-scheduler` and `kwok`. */
  readonly folder: string
  /** kwok's stages, in one file: how a node becomes ready and a pod runs, without a machine. */
  readonly stages: string
}

/** The release of Kubernetes that a practice cluster is. Stamped into its programs: without it kubectl cannot read their version. */
export const KUBERNETES_VERSION = 'v1.34.4'

interface Recipe {
  /** Folder of the go.mod. */
  readonly module: 'etcd' | 'kubernetes' | 'kwok'
  /** What is built, by the name of the program. */
  readonly programs: Readonly<Record<string, string>>
  readonly linkerFlags: string
}

const RECIPES: readonly Recipe[] = [
  { module: 'etcd', programs: { etcd: 'go.etcd.io/etcd/server/v3' }, linkerFlags: '-s -w' },
  { module: 'kwok', programs: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' }, linkerFlags: '-s -w' },
  {
    module: 'kubernetes',
    programs: Object.fromEntries(
      ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((name) => [
        name,
        `k8s.io/kubernetes/cmd/${name}`,
      ]),
    ),
    linkerFlags: `-s -w -X k8s.io/component-base/version.gitVersion=${KUBERNETES_VERSION}`,
  },
]

/** Below kwok's module: nodes that become ready and stay so, pods that run, finish and go. */
const STAGES = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
] as const

/** Of the go.mod files. */
const MODULES = join('infra', 'cluster', 'go')

export interface PartsOptions {
  /** Folder that keeps what was built, from one call to the next and for all estates. */
  readonly cache: string
  /** Told of each step that takes time. */
  message(text: string): void
  readonly signal?: AbortSignal
}

/**
 * The programs of a practice cluster: from the cache, or built from Go modules, whose exact versions and hashes go.mod and go.sum say. A build takes some seven
 * minutes on two cores; what is half built is never taken.
 *
 * @throws InfraError `practice` (status 3) where there is no Go, or a module cannot be had
 */
export async function practiceParts({ cache, message, signal }: PartsOptions): Promise<PracticeParts> {
  const parts = await partsIn(cache)
  const { folder } = parts
  if (await exists(parts.stages)) return parts
  const building = `${folder}.${process.pid}`
  await rm(building, { recursive: true, force: true })
  await mkdir(building, { recursive: true })
  try {
    for (const recipe of RECIPES) await build(recipe, building, message, signal)
    await writeFile(join(building, 'stages.yaml'), await stagesOf(signal))
    await rename(building, folder)
  } catch (error) {
    // Another process may have built the same meanwhile.
    if (!(await exists(parts.stages))) throw error
  } finally {
    await rm(building, { recursive: true, force: true })
  }
  return parts
}

/** What of this release is built already; undefined where it is not. */
export async function builtParts(cache: string): Promise<PracticeParts | undefined> {
  const parts = await partsIn(cache)
  return (await exists(parts.stages)) ? parts : undefined
}

/** Where the programs of a user are kept: the same for every estate and every folder of clusters. */
export function partsCache(environment: Readonly<Record<string, string | undefined>>): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'oblak', 'practice-cluster')
}

async function partsIn(cache: string): Promise<PracticeParts> {
  const folder = join(cache, await fingerprint())
  // Written last: where it is, all is.
  return { folder, stages: join(folder, 'stages.yaml') }
}

async function build(recipe: Recipe, folder: string, message: (text: string) => void, signal?: AbortSignal) {
  for (const [program, source] of Object.entries(recipe.programs)) {
    message(`building ${program}`)
    const flags = ['-trimpath', '-ldflags', recipe.linkerFlags, '-o', join(folder, program)]
    await go(['build', ...flags, source], recipe.module, signal)
  }
}

/** The stages of kwok's release, joined: it takes them from files. */
async function stagesOf(signal?: AbortSignal): Promise<string> {
  const module = await go(['list', '-m', '-f', '{{.Dir}}', 'sigs.k8s.io/kwok'], 'kwok', signal)
  const documents = STAGES.map((path) => readFile(join(module.trim(), 'kustomize', 'stage', path), 'utf8'))
  return (await Promise.all(documents)).join('\n---\n')
}

const run = promisify(execFile)

async function go(args: readonly string[], module: Recipe['module'], signal?: AbortSignal): Promise<string> {
  try {
    const { stdout } = await run('go', args, {
      cwd: join(modulesFolder(), module),
      // A workspace or flags of this machine must not change what is built.
      env: { ...process.env, GOWORK: 'off', GOFLAGS: '-mod=readonly -buildvcs=false', CGO_ENABLED: '0' },
      maxBuffer: 16 * 2 ** 20,
      ...(signal && { signal }),
    })
    return stdout
  } catch (error) {
    signal?.throwIfAborted()
    throw partsNotBuilt(args[0] === 'build' ? `${args.at(-1)}` : module, error)
  }
}

function modulesFolder(): string {
  const folder = shippedPath(MODULES)
  if (folder === undefined)
    throw partsNotBuilt(MODULES, new Error('the program stands alone, without the files that came with it'))
  return folder
}

/** Of everything that a build depends on. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([RECIPES, STAGES, process.platform, process.arch]))
  for (const { module } of RECIPES) {
    for (const file of ['go.mod', 'go.sum']) hash.update(await readFile(join(modulesFolder(), module, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
