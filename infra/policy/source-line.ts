import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { IConstruct } from 'constructs'

/** Kept in the construct tree only: CDKTF writes none of it. */
const METADATA = 'oblak:source'
/** Who only carries out what others ask for. */
const CARRIERS = /(^|\/)(node_modules|infra\/(constructs|stacks))\/|infra\/policy\/source-line\.ts$|^node:/

/**
 * Has findings about a construct, and all below it, tell the line that asked for it: the nearest caller outside of constructs and stacks. Constructs call it
 * in their constructor, with the line that they know or without. CDKTF's own stack traces are empty with the versions of `constructs` that it runs on.
 */
export function rememberSource(construct: IConstruct, line = callerLine()): void {
  if (line !== undefined) construct.node.addMetadata(METADATA, line)
}

/** `infra/catalogue/egov-portal.ts:12`, as the nearest construct above or at this one remembers it. */
export function sourceOf(construct: IConstruct): string | undefined {
  const remembered = construct.node.scopes
    .toReversed()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === METADATA))
  return remembered[0] === undefined ? undefined : String(remembered[0].data)
}

function callerLine(): string | undefined {
  const { stack = '' } = new Error('where am I')
  const places = [...stack.matchAll(/(?:\(|at )((?:file:\/\/)?[^()\s]+):(\d+):\d+\)?$/gm)]
  for (const [, file = '', line] of places) {
    const path = relative(process.cwd(), file.startsWith('file:') ? fileURLToPath(file) : file).replaceAll(sep, '/')
    // A path of the machine outside of the working folder is told to nobody.
    if (!CARRIERS.test(path) && !path.startsWith('../')) return `${path}:${line}`
  }
  return undefined
}
