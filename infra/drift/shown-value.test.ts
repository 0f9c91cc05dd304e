import { expect, test } from 'vitest'
import { fieldDifferences } from './field-difference.ts'
import { nameText, shownSides } from './shown-value.ts'

const SECRET = 'hunter2'

/** All that is shown of the differences of two objects. */
function shown(type: string, before: unknown, after: unknown, marks: object = {}): string {
  return JSON.stringify(fieldDifferences({ before, after, ...marks }).map((one) => shownSides(type, one)))
}

test('both sides of a plain field are shown', () => {
  const [field] = fieldDifferences({ before: { replicas: '3' }, after: { replicas: '5' } })
  expect(field && shownSides('kubernetes_deployment_v1', field)).toEqual({ live: '3', declared: '5' })
})

test('what a secret or a config map holds is never shown', () => {
  expect(shown('kubernetes_secret_v1', { data: { a: SECRET } }, { data: { a: 'b' } })).not.toContain(SECRET)
  expect(shown('kubernetes_config_map_v1', { data: { a: SECRET } }, { data: { a: 'b' } })).not.toContain(SECRET)
  expect(shown('kubernetes_secret_v1', { type: SECRET }, { type: 'Opaque' })).not.toContain(SECRET)
})

test('nothing that Terraform calls sensitive is shown', () => {
  expect(shown('any', { a: SECRET }, { a: 'b' }, { before_sensitive: { a: true } })).not.toContain(SECRET)
  expect(shown('any', { a: null }, { a: [{ b: SECRET }] }, { after_sensitive: { a: [{ b: true }] } })).not.toContain(
    SECRET,
  )
})

test('what people write passwords into is not shown, also where a whole container was added', () => {
  const container = (more: object) => ({ container: [{ name: 'web', image: 'a', ...more }] })
  for (const more of [
    { env: [{ name: 'PASSWORD', value: SECRET }] },
    { args: [`--password=${SECRET}`] },
    { command: ['sh', '-c', SECRET] },
    { liveness_probe: [{ http_get: [{ http_header: [{ name: 'Authorization', value: SECRET }] }] }] },
  ]) {
    expect(shown('kubernetes_deployment_v1', container({}), container(more))).not.toContain(SECRET)
    const added = shown('kubernetes_deployment_v1', { container: [] }, container(more))
    expect(added).not.toContain(SECRET)
    expect(added).toContain('web')
  }
  const annotated = { metadata: [{ annotations: { 'kubectl.kubernetes.io/last-applied-configuration': SECRET } }] }
  expect(shown('kubernetes_deployment_v1', annotated, { metadata: [{}] })).not.toContain(SECRET)
})

test('a long value is cut, and makes no lines of its own', () => {
  const text = shown('any', { a: 'x'.repeat(1_000) }, { a: 'one\ntwo\u001b[31m' })
  expect(text.length).toBeLessThan(300)
  expect(text).toContain('one two [31m')
})

test('a name that the API lets be of any length or sign is cut, and steers no terminal', () => {
  expect(nameText(`RoleBinding portal/${'x'.repeat(5_000)}`)).toHaveLength(300)
  expect(nameText('RoleBinding portal/a\u001b[2J\nb')).toBe('RoleBinding portal/a [2J b')
  expect(nameText('Pod portal/web-1')).toBe('Pod portal/web-1')
})
