import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPath, joinPath } from '../../../twin/model/path.ts'
import { pointPath } from './point-name.ts'

const pdu = joinPath('site/hall/rack-07/pdu-a')
const map = {
  'probe-1': joinPath('site/hall/rack-07/intake-top'),
  'unit-2/probe-1': joinPath('site/hall/rack-08/exhaust'),
}

test.each([
  ['power', 'site/hall/rack-07/pdu-a/power'],
  ['l1/current', 'site/hall/rack-07/pdu-a/l1/current'],
  ['probe-1/temperature', 'site/hall/rack-07/intake-top/temperature'],
  ['probe-2/temperature', 'site/hall/rack-07/pdu-a/probe-2/temperature'],
  // The longest component wins, and makes a third segment a thing's.
  ['unit-2/probe-1/temperature', 'site/hall/rack-08/exhaust/temperature'],
  ['probe-1/a/b', 'site/hall/rack-07/intake-top/a/b'],
])('%s of a device becomes %s', (name, path) => {
  expect(pointPath(pdu, map, name)).toBe(path)
})

test.each(['a/b/c', '', '../../other/power', 'Power', 'l1//current', 'a b', 'constructor/x/y', 'x'.repeat(64), 'a/'])(
  '«%s» is no name of a point',
  (name) => {
    expect(pointPath(pdu, map, name)).toBeUndefined()
  },
)

test('a subscription tells whole paths, of a thing at least', () => {
  expect(pointPath('', undefined, 'site/hall/rack-07/intake-top/temperature')).toBe(
    'site/hall/rack-07/intake-top/temperature',
  )
  expect(pointPath('', undefined, 'temperature')).toBeUndefined()
  expect(pointPath('', undefined, '/etc/passwd')).toBeUndefined()
})

test('whatever a device calls its points, what is made of it is a path below its thing or one that it is mapped to', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9/.-]{0,40}$/)), (name) => {
      const path = pointPath(pdu, map, name)
      if (path === undefined) return
      expect(isPath(path)).toBe(true)
      expect([pdu, ...Object.values(map)].some((thing) => path.startsWith(`${thing}/`))).toBe(true)
    }),
  )
})
