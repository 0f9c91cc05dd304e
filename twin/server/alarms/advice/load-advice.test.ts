import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ALARM_RULES } from '../../../analysis/alarms/alarm-rules.ts'
import { temporaryFolder } from '../../../kit/testing/temporary-folder.ts'
import { smallEstate } from '../../testing/small-estate.ts'
import { AdviceError, loadAdvice, readAdvice } from './load-advice.ts'

const estate = smallEstate()
const read = (text: string) => readAdvice(Buffer.from(text), 'own.yaml', estate)
const problems = (text: string) => {
  try {
    read(text)
  } catch (error) {
    if (error instanceof AdviceError)
      return error.diagnostics.map(({ line, message, found, nearest }) => [line, message, found, nearest])
    throw error
  }
  return []
}

test('what is shipped says of every alarm what it means and what to do first, in Cyrillic and in English', async () => {
  const rules = await loadAdvice(undefined, estate)
  // Some say another thing of another severity; the last one of an alarm is of any.
  expect([...new Set(rules.map(({ alarm }) => alarm))]).toEqual(ALARM_RULES.map(({ id }) => id))
  for (const { id } of ALARM_RULES) expect(rules.findLast(({ alarm }) => alarm === id)?.severity, id).toBeUndefined()
  for (const { alarm, means, first } of rules) {
    for (const text of [means, first]) {
      expect(text?.sr, alarm).toMatch(/^[\p{Script=Cyrillic}UP]/u)
      expect(text?.en, alarm).toMatch(/^[A-Z]/)
    }
  }
})

test('rules of an own file come before those that are shipped', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'advice.yaml')
  await writeFile(
    file,
    "version: 1\nrules:\n  - alarm: leak\n    under: belgrade\n    first: { sr: 'Зови Раду.', en: Call Rada. }\n",
  )
  const [own, next] = await loadAdvice(file, estate)
  expect([own?.first?.en, next?.alarm]).toEqual(['Call Rada.', 'intake-temperature-high'])
  await expect(loadAdvice(join(folder.path, 'none.yaml'), estate)).rejects.toThrow(/none\.yaml cannot be read/)
})

describe('what is wrong in a file is told by its line', () => {
  const rule = (lines: string) => `version: 1\nrules:\n  - ${lines.replaceAll('\n', '\n    ')}\n`
  const first = "first: { sr: 'а', en: a }"

  test('an alarm that is none, with the nearest', () => {
    expect(problems(rule(`alarm: leek\n${first}`))).toEqual([[3, expect.any(String), 'leek', 'leak']])
  })

  test('a field that is none, with the nearest', () => {
    expect(problems(rule(`alarm: leak\nfrist: { sr: 'а', en: a }\n${first}`))).toEqual([
      [4, 'is no field here', 'frist', 'first'],
    ])
  })

  test('a place that is none, with the nearest', () => {
    expect(problems(rule(`alarm: leak\nunder: belgrade/hall-7\n${first}`))).toEqual([
      [4, 'is no place of the estate', 'belgrade/hall-7', 'belgrade/hall-1'],
    ])
  })

  test('a rule that says nothing, a language that is missing, another version', () => {
    expect(problems(rule('alarm: leak'))).toHaveLength(1)
    expect(problems(rule("alarm: leak\nfirst: { sr: 'а' }"))).toHaveLength(1)
    expect(problems('version: 2\nrules: []\n')).toHaveLength(1)
    expect(problems('rules: [')).toHaveLength(1)
    expect(problems('version: 1\nrules: []\n')).toEqual([])
  })
})
