import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldDifferences, fieldText, touches } from './field-difference.ts'

const podOf = (...containers: readonly object[]) => ({ spec: [{ template: [{ spec: [{ container: containers }] }] }] })
const placesOf = (before: unknown, after: unknown) =>
  fieldDifferences({ before, after }).map(({ steps }) => fieldText(steps))

test('a container is told by its name, whatever its place, also where it is the only one', () => {
  const web = { name: 'web', image: 'a' }
  const proxy = { name: 'proxy', image: 'p' }
  const container = 'spec.template.spec.container'
  expect(placesOf(podOf(web), podOf({ ...web, image: 'b' }))).toEqual([`${container}[web].image`])
  expect(placesOf(podOf(web, proxy), podOf(proxy, { ...web, image: 'b' }))).toEqual([`${container}[web].image`])
  expect(placesOf(podOf(web), podOf(web, proxy))).toEqual([`${container}[proxy]`])
  expect(placesOf(podOf(web), podOf(proxy))).toEqual([`${container}[web]`, `${container}[proxy]`])
})

test('items without names are told by their places, and as the whole list where one was added', () => {
  const rules = (...ports: readonly number[]) => ({ spec: [{ ingress: ports.map((port) => ({ ports: [{ port }] })) }] })
  expect(placesOf(rules(1, 2), rules(1, 3))).toEqual(['spec.ingress[1].ports.port'])
  expect(placesOf(rules(1, 2), rules(1))).toEqual(['spec.ingress'])
})

test('keys of a map are told as they are, also those that are other names of the provider elsewhere', () => {
  const labels = (more: object) => ({ metadata: [{ name: 'x', labels: { 'a.b/c': '1', ...more } }] })
  expect(placesOf(labels({}), labels({ generation: '2' }))).toEqual(['metadata.labels[generation]'])
  expect(placesOf(labels({ 'a.b/c': '2' }), labels({}))).toEqual(['metadata.labels[a.b/c]'])
})

test('what is empty is the same as what is not there; false and zero are something', () => {
  expect(placesOf({ a: null, b: [], c: '', d: {} }, {})).toEqual([])
  expect(placesOf({ a: false, b: 0 }, {})).toEqual(['a', 'b'])
})

test('a mark of Terraform at a value, around it or within it makes the difference a sensitive one', () => {
  const sides = { before: { data: { a: '1' }, plain: 'x' }, after: { data: { a: '2' }, plain: 'y' } }
  const sensitive = (marks: object) =>
    fieldDifferences({ ...sides, ...marks }).map(({ isSensitive, steps }) => [fieldText(steps), isSensitive])
  expect(sensitive({ after_sensitive: { data: true } })).toEqual([
    ['data[a]', true],
    ['plain', false],
  ])
  expect(sensitive({ before_sensitive: true }).map(([, is]) => is)).toEqual([true, true])
  expect(
    fieldDifferences({ before: { a: null }, after: { a: [{ b: 'secret' }] }, after_sensitive: { a: [{ b: true }] } }),
  ).toMatchObject([{ isSensitive: true }])
})

test('a place touches itself, what lies in it and what it lies in', () => {
  const spec = { field: 'spec' }
  expect(touches([spec], [spec, { field: 'replicas' }])).toBe(true)
  expect(touches([spec, { item: 'a' }], [spec])).toBe(true)
  expect(touches([spec, { item: 'a' }], [spec, { item: 'b' }])).toBe(false)
  expect(touches([spec, { key: 'a' }], [spec, { item: 'a' }])).toBe(false)
})

test('equal objects do not differ, and of two that differ each tells the places of the other', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(fieldDifferences({ before: a, after: structuredClone(a) })).toEqual([])
      expect(placesOf(a, b).toSorted()).toEqual(placesOf(b, a).toSorted())
    }),
  )
})
