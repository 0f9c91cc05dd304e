import { expect, test } from 'vitest'
import { givesRightsTo } from './binding-subjects.ts'

const OURS = new Set(['portal', 'evisa'])
const isOurs = (kind: string, name: string, namespace?: string) =>
  givesRightsTo(OURS, [{ kind, name, ...(namespace !== undefined && { namespace }) }])

test('an account of a namespace is given rights by its name, as a user, and as one of its namespace', () => {
  expect(isOurs('ServiceAccount', 'web', 'portal')).toBe(true)
  expect(isOurs('User', 'system:serviceaccount:portal:web')).toBe(true)
  expect(isOurs('Group', 'system:serviceaccounts:evisa')).toBe(true)
})

test.each(['system:serviceaccounts', 'system:authenticated', 'system:unauthenticated'])(
  'who binds %s binds every account',
  (group) => {
    expect(isOurs('Group', group)).toBe(true)
  },
)

test('accounts of other namespaces, people, and groups named as a namespace are none of ours', () => {
  expect(isOurs('ServiceAccount', 'web', 'other')).toBe(false)
  expect(isOurs('ServiceAccount', 'portal')).toBe(false)
  expect(isOurs('User', 'system:serviceaccount:other:portal')).toBe(false)
  expect(isOurs('User', 'portal')).toBe(false)
  expect(isOurs('Group', 'portal')).toBe(false)
  expect(isOurs('Group', 'system:serviceaccounts:other')).toBe(false)
  expect(givesRightsTo(OURS, [])).toBe(false)
})
