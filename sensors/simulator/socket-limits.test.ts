import { expect, test } from 'vitest'
import { PowerEstate } from '../../twin/kit/testing/power-estate.ts'
import { refuseTooFewSockets, socketLimits } from './socket-limits.ts'

function racks(count: number) {
  const estate = new PowerEstate().utility('grid').feed('feed', { from: 'grid' })
  for (let n = 0; n < count; n++) estate.pdu(`rack-${n}/pdu`, { from: 'feed' })
  return estate.build()
}

const MANY = 1_000_000

test('an estate with more devices than files may be open is refused with both numbers and what to do', () => {
  // 100 devices, two sockets each, and 500 besides.
  expect(() => refuseTooFewSockets(racks(100), '', 'start', { files: 699, ports: MANY })).toThrow(
    /100 devices. They need 700 open files, and this process may have 699. Raise that \(ulimit -n 700\), .*--no-simulator/,
  )
  expect(() => refuseTooFewSockets(racks(100), '', 'start', { files: 700, ports: 200 })).not.toThrow()
})

test('an estate with more devices than ports are given is refused too: listeners and askers share them', () => {
  expect(() => refuseTooFewSockets(racks(100), '', 'start', { files: MANY, ports: 199 })).toThrow(
    /They need 200 UDP ports, and the system gives 199. Raise that \(sysctl net.ipv4.ip_local_port_range/,
  )
})

test('more ports than a machine has are not to be had by any setting', () => {
  // Two each: 64,514 of the 64,512 from 1024 on.
  const refused = () => refuseTooFewSockets(racks(32_257), '', 'start', { files: MANY, ports: 28_232 })
  expect(refused).toThrow(/the system gives 28,232. No machine has so many ports: simulate a part/)
})

test('rooms that nobody reads in the same process need half the sockets, and a part of them its own', () => {
  const limits = { files: 599, ports: MANY }
  expect(() => refuseTooFewSockets(racks(100), '', 'simulate', limits)).toThrow(/600 open files.*--only PATH/)
  expect(() => refuseTooFewSockets(racks(99), '', 'simulate', limits)).not.toThrow()
  expect(() => refuseTooFewSockets(racks(100), 'rack-7', 'simulate', limits)).not.toThrow()
})

test('the limits of this process are read', () => {
  const { files, ports } = socketLimits()
  expect(files).toBeGreaterThan(100)
  expect(ports).toBeGreaterThan(100)
})
