import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Advice, adviceFor } from '../analysis/alarms/advice.ts'
import type { AlarmRule } from '../analysis/alarms/alarm-rule.ts'
import { ALARM_RULES } from '../analysis/alarms/alarm-rules.ts'
import { loadAdvice } from './alarms/advice/load-advice.ts'
import { smallEstate } from './testing/small-estate.ts'
import { startSyntheticServer } from './testing/synthetic-server.ts'

const operations = () => readFile(fileURLToPath(new URL('../../docs/operations.md', import.meta.url)), 'utf8')

/** A rule as the table of docs/operations.md has it. */
function row({ id, limits, trigger, onDelayMs, offDelayMs }: AlarmRule, { means, first }: Advice): string {
  const deadband = trigger.kind === 'above' || trigger.kind === 'below' ? `, deadband ${trigger.deadband}` : ''
  const warning = onDelayMs.warning === onDelayMs.critical ? '' : `warning after ${onDelayMs.warning / 1000} s, `
  return `| \`${id}\` | ${means?.en} | ${limits} | ${first?.en} | ${warning}gone after ${offDelayMs / 1000} s${deadband} |`
}

test('docs/operations.md has every alarm as it is, and no other', async () => {
  const text = await operations()
  const rows = text
    .split('\n')
    .filter((line) => /^\| `[a-z-]+` \|.*\| gone after|^\| `[a-z-]+` \|.*gone after/.test(line))
  const advice = await loadAdvice(undefined, smallEstate())
  const told = ALARM_RULES.map((rule) => {
    const subject = { rule: rule.id, severity: 'critical' as const, path: '', kind: undefined }
    return row(rule, adviceFor(advice, subject))
  })
  expect(rows.join('\n')).toBe(told.join('\n'))
})

test('docs/operations.md names every figure of /metrics', async () => {
  await using started = await startSyntheticServer()
  const metrics = await (await fetch(`${started.server.url}/metrics`)).text()
  const names = [...metrics.matchAll(/^# HELP (\S+)/gm)].map(([, name]) => name)
  const text = await operations()
  expect(names.length).toBeGreaterThan(20)
  for (const name of names) expect(text, name).toContain(`\`${name}\``)
})
