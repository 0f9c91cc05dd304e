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

test('delays and estimates are in order by the days and weeks of the calendar of their activity', () => {
  // A week of office days is five, one of the site six: five days and a half are less than a week only there, and more than a week only here.
  const inOrder = {
    transformers: '{low: 1 w, likely: 5.5 d, high: 2 w}',
    shell: '{low: 5.5 d, likely: 1 w, high: 2 w}',
  }
  const outOfOrder = { transformers: inOrder.shell, shell: inOrder.transformers }
  const withRisk = (delays: typeof inOrder) =>
    read(
      `${HEAD}risks:\n  - {id: market, name: Market, percent: 30, delays: {transformers: ${delays.transformers}, shell: ${delays.shell}}}\n`,
    )
  const withEstimate = (delays: typeof inOrder) =>
    read(
      HEAD.replace('duration: 80 w', `duration: 1 w, estimate: ${delays.transformers}`).replace(
        'duration: 60 w',
        `duration: 1 w, estimate: ${delays.shell}`,
      ),
    )
  for (const programme of [withRisk, withEstimate]) {
    expect(() => programme(inOrder)).not.toThrow()
    expect(() => programme(outOfOrder)).toThrow(/has 2 problems[\s\S]*is not in order/)
  }
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
