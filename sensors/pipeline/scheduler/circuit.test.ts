import { expect, test } from 'vitest'
import { Circuit } from './circuit.ts'

const options = { threshold: 3, firstRestMs: 10_000, mostRestMs: 60_000, hopelessRestMs: 300_000 }

test('a device is asked until it has failed three times in a row, then it rests', () => {
  const circuit = new Circuit(options)
  circuit.failed(0, true)
  circuit.failed(1, true)
  circuit.succeeded()
  circuit.failed(2, true)
  circuit.failed(3, true)
  expect([circuit.isOpen, circuit.allows(3)]).toEqual([false, true])
  circuit.failed(4, true)
  expect([circuit.isOpen, circuit.allows(10_003), circuit.allows(10_004)]).toEqual([true, false, true])
})

test('the rest doubles with every probe that fails, up to its bound; an answer ends it', () => {
  const circuit = new Circuit({ ...options, threshold: 1 })
  const rests: number[] = []
  for (let n = 0; n < 5; n++) {
    circuit.failed(0, true)
    let rest = 0
    while (!circuit.allows(rest)) rest += 1_000
    rests.push(rest)
  }
  expect(rests).toEqual([10_000, 20_000, 40_000, 60_000, 60_000])
  circuit.succeeded()
  expect([circuit.isOpen, circuit.allows(0), circuit.failures]).toEqual([false, true, 0])
})

test('what waiting cannot mend is left alone at once, for long', () => {
  const circuit = new Circuit(options)
  circuit.failed(0, false)
  expect([circuit.isOpen, circuit.allows(299_999), circuit.allows(300_000)]).toEqual([true, false, true])
})
