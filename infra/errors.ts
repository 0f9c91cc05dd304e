import type { ExitStatus } from '../twin/kit/command.ts'
import { problemsText } from '../twin/kit/diagnosed-error.ts'
import type { Diagnostic } from '../twin/kit/diagnostic.ts'
import { harmlessText } from '../twin/kit/harmless-text.ts'

/** One thing that is wrong, and where: a path of the estate, a construct, a file. */
export interface Problem {
  readonly path: string
  readonly message: string
}

/** Why no stacks were made. `code` is stable; the message tells everything that is wrong and what to do. */
export class InfraError extends Error {
  override readonly name = 'InfraError'
  constructor(
    readonly code: 'names' | 'no-nodes' | 'catalogue' | 'policy' | 'file' | 'folder' | 'environment' | 'practice',
    message: string,
    readonly status: ExitStatus,
    readonly problems: readonly Problem[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

const MOST_LINES = 20

/** Names that Kubernetes would refuse, or that two things would share. */
export function refusedNames(problems: readonly Problem[]): InfraError {
  return new InfraError('names', `The estate gives names that a cluster cannot use:\n${listed(problems)}`, 1, problems)
}

export function noNodes(estate: string): InfraError {
  return new InfraError('no-nodes', `${estate} has no rack with a server or GPU system: there is nothing to label.`, 1)
}

/** A catalogue of services that the estate's sites cannot take, or that contradicts itself. */
export function refusedCatalogue(problems: readonly Problem[]): InfraError {
  return new InfraError('catalogue', `The catalogue of services is wrong:\n${listed(problems)}`, 2, problems)
}

/**
 * @param waiverFaults what is wrong with the file of waivers
 * @param isWaiverFileWrong whether that is bad input, and not a waiver whose time is over
 */
export function brokenPolicies(
  problems: readonly Problem[],
  waiverFaults: readonly Diagnostic[] = [],
  isWaiverFileWrong = false,
  judged: 'stacks' | 'plan' = 'stacks',
): InfraError {
  const [first] = waiverFaults
  const who =
    judged === 'plan'
      ? 'The plan breaks the rules of the house'
      : 'The stacks break the rules of the house; nothing is written'
  const waivers = judged === 'plan' ? 'The waivers' : 'Nothing is written: the waivers'
  const parts = [
    ...(problems.length > 0 ? [`${who}:\n${listed(problems)}`] : []),
    ...(first ? [problemsText(`${waivers} in ${first.file} have`, waiverFaults)] : []),
  ]
  const faults = waiverFaults.map(({ file, line, column, path, message }) => ({
    path: `${file}:${line}:${column}`,
    message: `${path.join('.')} ${message}`.trim(),
  }))
  return new InfraError('policy', parts.join('\n'), isWaiverFileWrong ? 2 : 1, [...problems, ...faults])
}

/** A file that rules are to be read from, or their verdict written to. */
export function unusableFile(file: string, why: string, cause: unknown): InfraError {
  return new InfraError('file', `${file} cannot be used: ${why}`, 2, [{ path: file, message: why }], { cause })
}

/** A file of ours whose contents cannot be used. */
export function wrongFile(what: string, diagnostics: readonly Diagnostic[]): InfraError {
  const problems = diagnostics.map(({ file, line, column, path, message }) => ({
    path: `${file}:${line}:${column}`,
    message: `${path.join('.')} ${message}`.trim(),
  }))
  return new InfraError('file', problemsText(what, diagnostics), 2, problems)
}

/** A folder that stacks must not be written to. */
export function unusableFolder(folder: string, why: string, cause?: unknown): InfraError {
  return new InfraError(
    'folder',
    `${folder} cannot take the stacks: ${why}`,
    2,
    [{ path: folder, message: why }],
    cause === undefined ? {} : { cause },
  )
}

/** Variables of the environment that would change what CDKTF writes. */
export function foreignEnvironment(names: readonly string[]): InfraError {
  return new InfraError(
    'environment',
    `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} set, which would change what is written; unset ${names.length === 1 ? 'it' : 'them'}.`,
    2,
    names.map((path) => ({ path, message: 'changes what CDKTF writes or checks' })),
  )
}

function listed(problems: readonly Problem[]): string {
  const lines = problems
    .slice(0, MOST_LINES)
    .map(({ path, message }) => `  ${harmlessText(path)}: ${harmlessText(message)}`)
  if (problems.length > MOST_LINES) lines.push(`  and ${problems.length - MOST_LINES} more`)
  return lines.join('\n')
}
