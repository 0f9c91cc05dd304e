import { nearestName } from '../../twin/kit/nearest-name.ts'
import { InfraError } from '../errors.ts'

/** The programs of the practice cluster are not to be had. */
export function partsNotBuilt(what: string, cause: unknown): InfraError {
  const noGo = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
  const message = noGo
    ? 'A practice cluster is built by Go (1.26 or newer), and there is no `go` on the PATH. Install it from go.dev, or use a real cluster.'
    : `${what} could not be built for the practice cluster: ${lastLines(cause)}`
  return new InfraError('practice', message, 3, [{ path: what, message }], { cause })
}

/** A program of the practice cluster ended, or did not become ready. */
export function notStarted(site: string, program: string, why: string): InfraError {
  const message = `${program} of the practice cluster ${site} did not start: ${why}`
  return new InfraError('practice', message, 3, [{ path: site, message }])
}

/** A folder that no practice cluster is to be kept in. */
export function noPracticeFolder(folder: string, why: string): InfraError {
  const message = `${folder} cannot keep the practice cluster: ${why}`
  return new InfraError('practice', message, 2, [{ path: folder, message }])
}

/** A site that the estate has no nodes for. */
export function noSuchSite(site: string, sites: readonly string[]): InfraError {
  const message = `${site} has no nodes in this estate. Sites with nodes: ${sites.join(', ')}.`
  return new InfraError('practice', message, 2, [{ path: site, message }])
}

/** Terraform is missing, or another one than the stacks are for. */
export function noTerraform(why: string, cause?: unknown): InfraError {
  const message = `Terraform 1.11 is needed (1.11.0 or newer, older than 1.12), and ${why}. Get it from developer.hashicorp.com/terraform/install.`
  return new InfraError('practice', message, 3, [{ path: 'terraform', message }], { cause })
}

/** No practice cluster was ever up in a folder. */
export function notUp(folder: string): InfraError {
  const message = `There is no practice cluster in ${folder}. Start it first: oblak cluster up`
  return new InfraError('practice', message, 3, [{ path: folder, message }])
}

/** A kubeconfig that was named, and is not there. */
export function noKubeconfig(file: string): InfraError {
  const message = `There is no kubeconfig ${file}. Say another one: --kubeconfig`
  return new InfraError('practice', message, 2, [{ path: file, message }])
}

/** A site that none of the stacks is for; a name like it is told, where there is one. */
export function noStackFor(site: string, sites: readonly string[]): InfraError {
  const near = nearestName(site, sites)
  const hint = near === undefined ? '' : ` Did you mean ${near}?`
  const message = `None of the stacks is for ${site}. They are for: ${sites.join(', ') || 'no site'}.${hint}`
  return new InfraError('practice', message, 2, [{ path: site, message }])
}

/** A folder that is said to hold stacks and does not. */
export function noStacks(folder: string, file: string, cause: unknown): InfraError {
  const message = `${folder} holds no stacks that oblak synth wrote: ${file} cannot be read (${cause instanceof Error ? cause.message : cause}).`
  return new InfraError('practice', message, 2, [{ path: folder, message }], { cause })
}

function lastLines(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error && error.stderr ? `${error.stderr}` : `${error}`
  return text.trim().split('\n').slice(-5).join('\n')
}
