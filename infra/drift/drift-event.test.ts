import { expect, test } from 'vitest'
import { byUrgency, type DriftFacts, driftEvent } from './drift-event.ts'
import { ACTION_TEXTS, AFTER_TEXTS, ASK_WHO, KIND_TEXTS, TOPIC_TEXTS } from './texts.ts'

const WHO = { manager: 'kubectl-edit', operation: 'Update', at: '2026-11-26T04:35:50Z' }

function factsOf(change: Partial<DriftFacts> = {}): DriftFacts {
  return {
    ...{ topic: 'network-policy', kind: 'changed', site: 'belgrade', stack: 'egov-belgrade' },
    ...{ object: 'NetworkPolicy portal/default-deny', field: 'spec.policy_types', declared: null, live: null },
    ...{ who: WHO, lastWrite: null, construct: null, line: null },
    ...change,
  }
}

test('what touches security and was done past the code is critical, what only waits for an apply is not', () => {
  const severity = (change: Partial<DriftFacts>) => driftEvent(factsOf(change)).severity
  for (const topic of ['network-policy', 'pod-security', 'confinement', 'rights', 'image'] as const) {
    for (const kind of ['changed', 'gone', 'undeclared'] as const) expect(severity({ topic, kind })).toBe('critical')
    for (const kind of ['not-applied', 'no-longer-declared'] as const) expect(severity({ topic, kind })).toBe('warning')
  }
  expect(severity({ topic: 'copies' })).toBe('warning')
  expect(severity({ topic: 'copies', kind: 'not-applied' })).toBe('notice')
  expect(severity({ topic: 'other' })).toBe('notice')
})

test('isolation comes before identity, images, capacity and the rest', () => {
  const topics = ['other', 'copies', 'image', 'rights', 'network-policy'] as const
  const ranked = topics.map((topic) => driftEvent(factsOf({ topic }))).toSorted(byUrgency)
  expect(ranked.map(({ area }) => area)).toEqual(['isolation', 'identity', 'image', 'capacity', 'other'])
  const late = driftEvent(factsOf({ kind: 'not-applied' }))
  const image = driftEvent(factsOf({ topic: 'image' }))
  expect([late, image].toSorted(byUrgency)).toEqual([image, late])
})

test('the same difference has the same key whatever is live by now, and another field another', () => {
  const { key } = driftEvent(factsOf({ live: 'a' }))
  expect(driftEvent(factsOf({ live: 'b', who: null })).key).toBe(key)
  expect(driftEvent(factsOf({ field: 'spec.ingress' })).key).not.toBe(key)
  expect(driftEvent(factsOf({ site: 'kragujevac' })).key).not.toBe(key)
})

test('it says what was done, what that means and what to do, in both languages', () => {
  const { action, means } = driftEvent(factsOf())
  expect(means.en).toBe(
    'At belgrade, spec.policy_types of NetworkPolicy portal/default-deny is not as the stack egov-belgrade declares it: it was changed past the code. Until it is put right, connections may pass that nobody allowed.',
  )
  expect(action.en).toMatch(/^Ask who used kubectl-edit why\. .*apply egov-belgrade again/)
  expect(means.sr).toContain('измењено је мимо кода')
  expect(action.sr).toContain('kubectl-edit')
  expect(driftEvent(factsOf({ who: null })).action.en).toMatch(/^Look in the audit log of the API server/)
  expect(driftEvent(factsOf({ kind: 'not-applied', who: null })).action.en).toBe(
    'Look at the plan of egov-belgrade and apply it.',
  )
})

test('a name that looks like a place to be filled in stays as it is', () => {
  expect(driftEvent(factsOf({ object: 'Pod portal/{stack}', topic: 'workload' })).means.en).toContain('portal/{stack}')
})

test('every text is there in both languages, and the Serbian one is written in Cyrillic', () => {
  const texts = [
    ...[KIND_TEXTS, ACTION_TEXTS, AFTER_TEXTS, ASK_WHO].flatMap((table) => Object.values(table)),
    ...Object.values(TOPIC_TEXTS).flatMap(({ extra, touched }) => (extra ? [touched, extra] : [touched])),
  ]
  expect(texts.length).toBeGreaterThan(35)
  for (const { en, sr } of texts) {
    expect(en).toMatch(/\.$/)
    expect(sr).toMatch(/\.$/)
    const words = sr.replaceAll(/\{\w+\}/g, '').replaceAll(/\b(root|API)\b/g, '')
    expect(words).not.toMatch(/[A-Za-z]/)
    expect([...en.matchAll(/\{\w+\}/g)].map(String).toSorted()).toEqual(
      [...sr.matchAll(/\{\w+\}/g)].map(String).toSorted(),
    )
  }
})
