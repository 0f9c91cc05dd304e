import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { AlarmRule } from '../analysis/alarms/alarm-rule.ts'
import { ALARM_RULES } from '../analysis/alarms/alarm-rules.ts'
import { startSyntheticServer } from './testing/synthetic-server.ts'

const operations = () => readFile(fileURLToPath(new URL('../../docs/operations.md', import.meta.url)), 'utf8')

/** A rule as the table of docs/operations.md has it. */
function row({ id, means, limits, act, trigger, onDelayMs, offDelayMs }: AlarmRule): string {
  const deadband = trigger.kind === 'above' || trigger.kind === 'below' ? `, deadband ${trigger.deadband}` : ''
  const warning = onDelayMs.warning === onDelayMs.critical ? '' : `warning after ${onDelayMs.warning / 1000} s, `
  return `| \`${id}\` | ${means} | ${limits} | ${act} | ${warning}gone after ${offDelayMs / 1000} s${deadband} |`
}

test('docs/operations.md has every alarm as it is, and no other', async () => {
  const text = await operations()
  const rows = text
    .split('\n')
    .filter((line) => /^\| `[a-z-]+` \|.*\| gone after|^\| `[a-z-]+` \|.*gone after/.test(line))
  expect(rows.join('\n')).toBe(ALARM_RULES.map(row).join('\n'))
})

test('docs/operations.md names every figure of /metrics', async () => {
  await using started = await startSyntheticServer()
  const metrics = await (await fetch(`${started.server.url}/metrics`)).text()
  const names = [...metrics.matchAll(/^# HELP (\S+)/gm)].map(([, name]) => name)
  const text = await operations()
  expect(names.length).toBeGreaterThan(20)
  for (const name of names) expect(text, name).toContain(`\`${name}\``)
})
