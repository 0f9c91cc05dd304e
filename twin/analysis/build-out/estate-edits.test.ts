import { expect, test } from 'vitest'
import { day, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { ThingPath } from '../../model/path.ts'
import type { Programme, ProgrammeActivity } from '../../model/programme.ts'
import { estateEdits } from './estate-edits.ts'
import { programmeStatus } from './programme-status.ts'

const path = (text: string) => text as ThingPath
const adding = (more: Partial<Programme> = {}) => {
  const programme = smallProgramme(more)
  return { ...programme, packages: programme.packages.map((one) => ({ ...one, adds: ['planned/block.yaml'] })) }
}
const editing = (id: string, edit: Partial<ProgrammeActivity>) =>
  smallProgramme().activities.map((one) => (one.id === id ? { ...one, ...edit } : one))

test('what a package adds comes when all that it hands over counts: its power after the test of level 5', () => {
  // Racks are handed over on 2026-10-16, the test is passed on the 23rd.
  expect(estateEdits(programmeStatus(adding()))).toEqual({
    edits: [{ id: 'block', day: '2026-10-23', adds: ['planned/block.yaml'], removes: [] }],
    never: [],
  })
})

test('what is never tested with all systems together never comes, and is named', () => {
  const activities = editing('test', { level: 4 })
  expect(estateEdits(programmeStatus(adding({ activities })))).toEqual({ edits: [], never: ['block'] })
})

test('what an activity that hands nothing over takes away goes on the day on which it ends', () => {
  const activities = editing('build', { removes: [path('site/old')] })
  const { edits } = estateEdits(programmeStatus(smallProgramme({ activities })))
  expect(edits).toEqual([{ id: 'build', day: day('2026-10-02'), adds: [], removes: ['site/old'] }])
})

test('edits are in the order of their days, whatever the order of the file', () => {
  const { packages } = adding()
  const activities = editing('build', { removes: [path('site/old')] })
  const { edits } = estateEdits(programmeStatus(smallProgramme({ activities, packages })))
  expect(edits.map(({ id }) => id)).toEqual(['build', 'block'])
})
