import { expect, test } from 'vitest'
import { day, smallProgramme } from '../../../kit/testing/small-programme.ts'
import type { KnownProgramme } from '../../../model/programme-book.ts'
import { answeringAside } from './answer-aside.ts'
import type { FromAside } from './aside-messages.ts'
import { buildOutWork } from './build-out-work.ts'

const files = {
  read: (name: string) => {
    throw new Error(`${name}:3 is broken`)
  },
  additions: () => Promise.reject(new Error('planned/annex.yaml:7 is wrong')),
}
const known = (dataDate: string): KnownProgramme => ({
  programme: { ...smallProgramme(), dataDate: day(dataDate) },
  ...{ entries: [], scenarios: [], version: dataDate },
})
const textOf = (answer: FromAside) => (answer.type === 'result' ? String(answer.value) : '')

test('answers are those of the programme that was told last, as they are computed anywhere', async () => {
  const answer = answeringAside(files)
  const asked = { question: { delay: ['build:1w'] }, version: 'v' }
  for (const date of ['2026-09-01', '2026-09-15']) {
    expect(await answer({ id: 1, call: 'tell', known: known(date) })).toMatchObject({ type: 'result' })
    const told = textOf(await answer({ id: 2, call: 'view', asked }))
    expect(told).toBe(await buildOutWork.view(known(date), asked))
    expect(JSON.parse(told)).toMatchObject({ dataDate: date, version: 'v' })
  }
})

test('what is refused comes back with its code, and what is wrong in files with its words', async () => {
  const answer = answeringAside(files)
  await answer({ id: 1, call: 'tell', known: known('2026-09-01') })
  expect(await answer({ id: 2, call: 'view', asked: { question: { scenario: 'none' }, version: 'v' } })).toMatchObject({
    ...{ type: 'problem', id: 2, code: 'not-found', detail: 'There is no scenario "none".' },
  })
  expect(await answer({ id: 3, call: 'file', name: 'read', given: ['plan.yaml'] })).toEqual({
    ...{ type: 'refused', id: 3, message: 'plan.yaml:3 is broken' },
  })
  expect(await answer({ id: 4, call: 'file', name: 'additions', given: [] })).toMatchObject({
    message: 'planned/annex.yaml:7 is wrong',
  })
})
