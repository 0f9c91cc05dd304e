import { expect, test } from 'vitest'
import { driftEvent } from '../drift/drift-event.ts'
import { makerOf } from '../drift/field-writer.ts'
import type { DriftReport, SiteDrift } from '../drift/find-drift.ts'
import { driftMarkdown, driftText, isWhole } from './drift-text.ts'

const done = (name: string) => ({ name, outcome: 'done' as const, added: 0, changed: 0, removed: 0, complaints: [] })
const provider = 'stand-in for the provider' as const

function siteOf(change: Partial<SiteDrift> = {}): SiteDrift {
  return { site: 'belgrade', away: undefined, provider, stacks: [done('egov-belgrade')], notReached: [], ...change }
}

function reportOf(change: Partial<DriftReport> = {}): DriftReport {
  return { source: 'drift', covers: [], events: [], sites: [siteOf()], ofScalers: 0, ...change }
}

const who = { manager: 'kubectl-edit', operation: 'Update', at: '2026-11-26T04:35:50Z' }
const event = driftEvent({
  ...{ topic: 'network-policy', kind: 'changed', site: 'belgrade', stack: 'egov-belgrade' },
  ...{ object: 'NetworkPolicy portal/a|b', field: 'spec.policy_types', declared: 'Egress', live: null },
  ...{ who, lastWrite: null, construct: 'egov-belgrade/portal/dns', line: 'infra/catalogue/services/portal.ts:3' },
})

test('of what touches security it tells values, who, meaning, what to do and the place in the code', () => {
  const text = driftText(reportOf({ events: [event] }))
  expect(text).toMatch(/^severity +about +what +site +object +field +by +at$/m)
  expect(text).toContain('declared Egress, live nothing')
  expect(text).toContain('by kubectl-edit (Update) at 2026-11-26T04:35:50Z')
  expect(text).toContain('What to do: Ask who used kubectl-edit why.')
  expect(text).toContain('egov-belgrade/portal/dns, infra/catalogue/services/portal.ts:3')
  expect(text).toContain('1 difference: 1 critical, 0 to warn of, 0 to note.')
})

test('where nobody is known it says so, with the last write of the object', () => {
  const text = driftText(reportOf({ events: [{ ...event, who: null, lastWrite: who }] }))
  expect(text).toContain('not known')
  expect(text).toContain('by whom is not known; the last write of the object was by kubectl-edit')
})

test('no drift is only said of what could be looked at', () => {
  expect(driftText(reportOf({ ofScalers: 1 }))).toBe(
    [
      'No drift found.',
      'Not compared: the copies of 1 workload, which a scaler owns.',
      'belgrade: 1 of 1 stacks compared, with the stand-in for the provider',
    ].join('\n'),
  )
  for (const site of [
    siteOf({ away: 'it does not answer', stacks: [] }),
    siteOf({ notReached: ['the scalers could not be read: forbidden'] }),
    siteOf({ stacks: [{ ...done('egov-belgrade'), outcome: 'failed' }] }),
    undefined,
  ]) {
    const report = reportOf({ sites: site ? [site] : [] })
    expect(isWhole(report)).toBe(false)
    expect(driftText(report)).toContain('No drift found where it could be looked for.')
  }
})

test('names of a cluster make no table and steer no terminal', () => {
  const made = makerOf([{ manager: 'a\u001b[31m\nb', operation: 'Update\u001b[2J' }]) ?? null
  expect(made).not.toBeNull()
  const evil = { ...event, object: 'Pod portal/x', who: made }
  expect(driftText(reportOf({ events: [evil] }))).not.toContain('\u001b')
  const rows = driftMarkdown(reportOf({ events: [event] }))
  expect(rows).toContain('NetworkPolicy portal/a\\|b')
  expect(rows.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(2)
})
