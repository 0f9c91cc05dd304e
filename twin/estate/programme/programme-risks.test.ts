import { expect, test } from 'vitest'
import { day, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { DurationEstimate, SharedRisk } from '../../model/programme.ts'
import type { Ratio } from '../../model/units.ts'
import { readProgramme } from './read-programme.ts'
import { writeProgramme } from './write-programme.ts'

const read = (text: string) => readProgramme(new TextEncoder().encode(text), 'programme.yaml')
const HEAD = `version: 1
currency: EUR
dataDate: 2026-11-26
source: assumed
calendars:
  - {id: office, name: Office, shifts: [08:00-16:00]}
  - {id: building, name: Site, workdays: [mon, tue, wed, thu, fri, sat], shifts: [07:00-15:00]}
packages:
  - id: block
    name: Block
    activities:
      - {id: transformers, name: Transformers, duration: 80 w}
      - {id: shell, name: Shell, duration: 60 w, calendar: building}
      - {id: watch, name: Supervision, duration: 1 d, kind: level-of-effort, after: [shell SS]}
`
const ROW = 'delays: {transformers: {low: 4 w, likely: 8 w, high: 20 w}, shell: {low: 0 d, likely: 1 w, high: 12 d}}'
const RISKS = `risks:
  - {id: market, name: Market, nameSr: Тржиште, percent: 30, source: press, ${ROW}}
`

test('a risk adds work to each activity by its own calendar', () => {
  const [risk] = read(HEAD + RISKS).risks ?? []
  expect(risk).toMatchObject({ id: 'market', nameSr: 'Тржиште', chance: 0.3, source: 'press' })
  // Weeks of five and of six days of eight hours.
  expect(risk?.adds.get('transformers')).toEqual({ low: 20 * 480, likely: 40 * 480, high: 100 * 480 })
  expect(risk?.adds.get('shell')).toEqual({ low: 0, likely: 6 * 480, high: 12 * 480 })
  expect(read(HEAD).risks).toBeUndefined()
})

test('what is wrong in risks is told by line, all at once', () => {
  const wrong = RISKS.replace('shell: {low: 0 d', 'shel: {low: 0 d')
    .replace('low: 4 w', 'low: 9 w')
    .concat('  - {id: market, name: Again, percent: 10, delays: {watch: {low: 1 d, likely: 1 d, high: 1 d}}}\n')
  const told = () => read(HEAD + wrong)
  expect(told).toThrow(/has 4 problems/)
  expect(told).toThrow(/programme.yaml:16:.*is not in order[\s\S]*9 w, 8 w, 20 w/)
  expect(told).toThrow(/shel names no activity[\s\S]*nearest {2}shell/)
  expect(told).toThrow(/programme.yaml:17:.*is the id of another one above/)
  expect(told).toThrow(/lasts as long as what it is linked to/)
  expect(() => read(HEAD + RISKS.replace('percent: 30', 'percent: 130'))).toThrow(/percent/)
  expect(() => read(HEAD + RISKS.replace(ROW, 'delays: {}'))).toThrow(/strikes nothing/)
})

test('risks that are written read back as the same', () => {
  const work = (low: number, likely: number, high: number) => ({ low, likely, high }) as DurationEstimate
  const risks: readonly SharedRisk[] = [
    {
      ...{ id: 'flood', name: 'Flood', note: 'Once in ten years', chance: 0.07 as Ratio, source: 'survey' },
      adds: new Map([
        ['build', work(480, 960, 4_800)],
        ['fit', work(0, 60, 120)],
      ]),
    },
  ]
  const programme = smallProgramme({ risks, dataDate: day('2026-09-06') })
  expect(read(writeProgramme(programme))).toEqual(programme)
})
