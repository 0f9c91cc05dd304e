import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { openFileLimit, refuseTooFewFiles } from './open-files.ts'

function racks(count: number) {
  const estate = new PowerEstate().utility('grid').feed('feed', { from: 'grid' })
  for (let n = 0; n < count; n++) estate.pdu(`rack-${n}/pdu`, { from: 'feed' })
  return estate.build()
}

test('an estate with more devices than files may be open is refused with both numbers and what to do', () => {
  // 100 devices, two sockets each, and 500 besides.
  expect(() => refuseTooFewFiles(racks(100), 699)).toThrow(
    /100 devices, for which 700 files .* may open 699\. Raise the limit \(ulimit -n 700\)/,
  )
  expect(() => refuseTooFewFiles(racks(100), 700)).not.toThrow()
})

test('where the system says no limit, nothing is refused', () => {
  expect(() => refuseTooFewFiles(racks(3), Number.POSITIVE_INFINITY)).not.toThrow()
})

test.runIf(process.platform === 'linux')('the limit of this process is read', () => {
  expect(openFileLimit() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(100)
})
