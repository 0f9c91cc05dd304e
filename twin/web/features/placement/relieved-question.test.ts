import { expect, test } from 'vitest'
import type { PlacementQuestion } from '../../state/placement-question.ts'
import { relievedQuestion } from './relieved-question.ts'

const asked: PlacementQuestion = { within: 's', count: 5, units: 2, watts: 900, feeds: 2, phase: 1, spread: 'feed' }

test('a change is put into the question, and nothing else of it', () => {
  expect(relievedQuestion(asked, { change: 'count', count: 3 })).toEqual({ ...asked, count: 3 })
  expect(relievedQuestion(asked, { change: 'watts', watts: 812 })).toEqual({ ...asked, watts: 812 })
  expect(relievedQuestion(asked, { change: 'spread', spread: 'rack' })).toEqual({ ...asked, spread: 'rack' })
  expect(relievedQuestion(asked, { change: 'spread' })).not.toHaveProperty('spread')
  expect(relievedQuestion(asked, { change: 'from', from: '2027-03-01' })).toEqual({ ...asked, at: '2027-03-01' })
  expect(relievedQuestion(asked, { change: 'until', until: '2027-03-01' })).toEqual({ ...asked, until: '2027-03-01' })
})

test('a cord is moved by hand, not by a question', () => {
  const plug = { pdu: 's/rack/pdu', outlet: 1 }
  const move = {
    change: 'move a cord',
    device: 's/rack/one',
    supply: 1,
    from: plug,
    to: { ...plug, outlet: 2 },
  } as const
  expect(relievedQuestion(asked, move)).toBeUndefined()
})
