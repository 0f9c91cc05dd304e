import { type Block, type Maybe, UNKNOWN, type Unknown } from './block.ts'
import type { RenderedElement, RenderedStack } from './rendered-stack.ts'
import { familyOf, type Labels, type Workload } from './workload.ts'

/** Whether a label selector of Kubernetes selects what has these labels; unknown where that hangs on what is not known. An empty one selects all. */
export function selects(selector: Block, labels: Labels): boolean | Unknown {
  if (selector.isUnknown || labels === UNKNOWN) return UNKNOWN
  const wanted = selector.map('match_labels')
  if (wanted === UNKNOWN) return UNKNOWN
  const answers = [
    ...[...wanted].map(([key, value]) => same(value, labels.get(key))),
    ...selector.all('match_expressions').map((expression) => meets(expression, labels)),
  ]
  if (answers.includes(false)) return false
  return answers.includes(UNKNOWN) ? UNKNOWN : true
}

/** Whether a selector selects everything. */
export function isEmptySelector(selector: Block): boolean {
  const labels = selector.map('match_labels')
  return !selector.isUnknown && labels !== UNKNOWN && labels.size === 0 && !selector.has('match_expressions')
}

function meets(expression: Block, labels: ReadonlyMap<string, string | Unknown>): boolean | Unknown {
  const key = expression.text('key')
  const operator = expression.text('operator')
  if (key === UNKNOWN || operator === UNKNOWN) return UNKNOWN
  const value = labels.get(key ?? '')
  if (operator === 'Exists') return value !== undefined
  if (operator === 'DoesNotExist') return value === undefined
  const values = expression.texts('values')
  const isIn = value === UNKNOWN || values.includes(UNKNOWN) ? UNKNOWN : value !== undefined && values.includes(value)
  return operator === 'In' || isIn === UNKNOWN ? isIn : !isIn
}

function same(a: string | Unknown, b: Maybe<string>): boolean | Unknown {
  return a === UNKNOWN || b === UNKNOWN ? UNKNOWN : a === b
}

export function nameOf({ config }: RenderedElement): Maybe<string> {
  return config.one('metadata').text('name')
}

export function namespaceOf({ config }: RenderedElement): Maybe<string> {
  return config.one('metadata').text('namespace')
}

/** Resources of a family in the namespace of that name. What is not known is in none. */
export function inNamespace(stack: RenderedStack, family: string, name: Maybe<string>): readonly RenderedElement[] {
  if (typeof name !== 'string') return []
  return stack.resources.filter((one) => familyOf(one.type) === family && namespaceOf(one) === name)
}

/** The namespace of that name in the same stack. */
export function namespaceNamed(stack: RenderedStack, name: Maybe<string>): RenderedElement | undefined {
  if (typeof name !== 'string') return undefined
  return stack.resources.find((one) => familyOf(one.type) === 'namespace' && nameOf(one) === name)
}

/** A label of the house: the pods’ own, else the workload’s, else the namespace’s. */
export function serviceLabel(workload: Workload, stack: RenderedStack, key: string): Maybe<string> {
  const namespace = namespaceNamed(stack, workload.namespace)?.config.one('metadata').map('labels')
  const places: readonly (Labels | undefined)[] = [workload.podLabels, workload.labels, namespace]
  for (const labels of places) {
    if (labels === UNKNOWN) return UNKNOWN
    if (labels?.has(key)) return labels.get(key)
  }
  return undefined
}
