import { expect, test } from 'vitest'
import type { FieldStep } from './field-difference.ts'
import { isTerraform, lastWriteOf, makerOf, writerOf } from './field-writer.ts'

const field = (name: string): FieldStep => ({ field: name })
const SPEC = [field('spec'), field('template'), field('spec')]
const REPLICAS = [field('spec'), field('replicas')]

/** In the form of kubernetes.io/docs/reference/using-api/server-side-apply: what Terraform made, and others changed. */
const ENTRIES = [
  {
    ...{ manager: 'HashiCorp', operation: 'Update', time: '2026-11-26T08:00:00Z' },
    fieldsV1: {
      'f:metadata': { 'f:labels': { 'f:oblak.rs/tier': {} } },
      'f:spec': {
        'f:strategy': { 'f:rollingUpdate': { 'f:maxSurge': {} } },
        'f:template': {
          'f:spec': { 'f:containers': { 'k:{"name":"web"}': { 'f:name': {}, 'f:securityContext': {} } } },
        },
      },
    },
  },
  {
    ...{ manager: 'kubectl-set', operation: 'Update', time: '2026-11-26T09:00:00Z' },
    fieldsV1: {
      'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"web"}': { 'f:image': {} } } } } },
    },
  },
  {
    ...{ manager: 'kubectl', operation: 'Update', subresource: 'scale' },
    fieldsV1: { 'f:spec': { 'f:replicas': {} } },
  },
  {
    ...{ manager: 'kube-controller-manager', operation: 'Update', subresource: 'status', time: '2026-11-26T10:00:00Z' },
    fieldsV1: { 'f:status': {}, 'f:spec': { 'f:replicas': {} } },
  },
]

test('a field is laid to the manager that has it, by the names that the provider has for it', () => {
  const image = [...SPEC, field('container'), { item: 'web' }, field('image')]
  expect(writerOf(ENTRIES, image)).toEqual({ manager: 'kubectl-set', operation: 'Update', at: '2026-11-26T09:00:00Z' })
  expect(
    writerOf(ENTRIES, [field('spec'), field('strategy'), field('rolling_update'), field('max_surge')]),
  ).toMatchObject({
    manager: 'HashiCorp',
  })
  expect(writerOf(ENTRIES, [field('metadata'), field('labels'), { key: 'oblak.rs/tier' }])).toMatchObject({
    manager: 'HashiCorp',
  })
})

test('whoever has all of a field has what is in it', () => {
  const within = [...SPEC, field('container'), { item: 'web' }, field('security_context'), field('run_as_user')]
  expect(writerOf(ENTRIES, within)).toMatchObject({ manager: 'HashiCorp' })
})

test('a write of a subresource counts, what a controller says of the status does not; where the API keeps no time none is told', () => {
  expect(writerOf(ENTRIES, REPLICAS)).toEqual({ manager: 'kubectl', operation: 'Update', at: null })
})

test('nobody is known for a field that was taken away, another container, an item without a name, or no field at all', () => {
  expect(writerOf(ENTRIES, [field('metadata'), field('labels'), { key: 'gone' }])).toBeUndefined()
  expect(writerOf(ENTRIES, [...SPEC, field('container'), { item: 'proxy' }, field('image')])).toBeUndefined()
  expect(writerOf(ENTRIES, [...SPEC, field('container'), { place: 0 }, field('image')])).toBeUndefined()
  expect(writerOf(ENTRIES, [])).toBeUndefined()
  expect(writerOf([], REPLICAS)).toBeUndefined()
})

test('of several who wrote the same field the last is told', () => {
  const later = { ...ENTRIES[1], manager: 'kubectl-edit', time: '2026-11-26T09:30:00Z' }
  const image = [...SPEC, field('container'), { item: 'web' }, field('image')]
  expect(writerOf([later, ...ENTRIES], image)).toMatchObject({ manager: 'kubectl-edit' })
})

test('the last write is by anything but Terraform and a status; the first is by who made the object', () => {
  expect(lastWriteOf(ENTRIES)).toMatchObject({ manager: 'kubectl-set' })
  expect(lastWriteOf(ENTRIES.slice(0, 1))).toBeUndefined()
  expect(makerOf(ENTRIES.slice(0, 2))).toMatchObject({ manager: 'HashiCorp' })
  expect(isTerraform({ manager: 'HashiCorp', operation: 'Update', at: null })).toBe(true)
  expect(isTerraform({ manager: 'kubectl-edit', operation: 'Update', at: null })).toBe(false)
})

test('what a program calls itself steers no terminal', () => {
  expect(makerOf([{ manager: 'kubectl\u001b[2J', operation: 'Update' }])).toMatchObject({ manager: 'kubectl [2J' })
})
