import { expect, it } from 'vitest'
import type { AlarmView } from '../../../protocol/rest.ts'
import { foldAlarms } from './fold-alarms.ts'

const alarm = (id: string, quieted: AlarmView['quieted'] = null) => ({ id, quieted }) as AlarmView
const root = (id: string) => ({ kind: 'alarm' as const, id })

it('consequences are folded under their root; what a maintenance quiets stands by itself', () => {
  const list = [
    alarm('a1'),
    alarm('a2', root('a1')),
    alarm('a3', { kind: 'maintenance', id: 'm1' }),
    alarm('a4', root('a1')),
  ]
  const { roots, under } = foldAlarms(list)
  expect(roots.map(({ id }) => id)).toEqual(['a1', 'a3'])
  expect(under.get('a1')?.map(({ id }) => id)).toEqual(['a2', 'a4'])
})

it('a consequence whose root is gone is not lost', () => {
  expect(foldAlarms([alarm('a2', root('a1'))]).roots).toHaveLength(1)
})
