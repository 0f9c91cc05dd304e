import { expect, it } from 'vitest'
import type { PointContext } from './alarm-rule.ts'
import { STATE_RULES } from './state-rules.ts'

it('an open breaker of a meter is a circuit and an open contact of a probe a door, each only that', () => {
  expect(rulesOnOpen({ kind: 'meter', local: 'circuit-3/state', role: undefined })).toEqual(['circuit-open'])
  expect(rulesOnOpen({ kind: 'probe', local: 'state', role: 'door' })).toEqual(['door-open'])
})

function rulesOnOpen(context: Pick<PointContext, 'kind' | 'local' | 'role'>): string[] {
  return STATE_RULES.flatMap(({ id, trigger }) => {
    if (trigger.kind !== 'words' || !trigger.applies(context as PointContext)) return []
    const words = [...(trigger.words.warning ?? []), ...(trigger.words.critical ?? [])]
    return words.includes('open') ? [id] : []
  })
}
