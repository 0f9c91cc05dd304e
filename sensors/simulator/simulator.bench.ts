import type { Benchmark } from '../../twin/kit/bench/benchmark.ts'
import { epochMs } from '../../twin/model/units.ts'
import { World } from './physics/world.ts'
import { BerWriter } from './snmp/ber-writer.ts'
import { MibBuilder } from './snmp/mib-view.ts'
import { SnmpAgent } from './snmp/snmp-agent.ts'
import { UsmEngine } from './snmp/usm-engine.ts'
import { UsmKeys } from './snmp/usm-keys.ts'
import { smallEstate } from './testing/small-estate.ts'
import { requestByCommunity, requestByUser } from './testing/snmp-request.ts'

const AT = epochMs(Date.UTC(2026, 6, 15, 10))
const USER = { name: 'u', authKey: 'authenticate me', privKey: 'hide my words' }
const OIDS = Array.from({ length: 10 }, (_, row) => `1.3.6.1.4.1.318.1.1.26.6.3.1.5.${row + 1}`)

/** CPU-microseconds of one call, of many. */
function cpuMicroseconds(rounds: number, call: () => unknown): number {
  for (let round = 0; round < rounds / 10; round++) call()
  const before = process.cpuUsage()
  for (let round = 0; round < rounds; round++) call()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / rounds
}

function agent() {
  const usm = new UsmEngine(Buffer.from('8000013e04414243', 'hex'), 1, [new UsmKeys(USER)], () => performance.now())
  const mib = new MibBuilder<{ amperes: number }>()
  for (const oid of OIDS) mib.integer(oid, (device) => device.amperes * 10)
  const writer = new BerWriter(Buffer.alloc(98_304))
  return { usm, agent: new SnmpAgent(mib.view(), { amperes: 12.3 }, { community: 'c', usm }, 1472, writer) }
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'simulated agent: answer to a GET of ten variables, v2c',
    budget: '≤ 50 µs of CPU without the socket',
    run: async () => {
      const { agent: one } = agent()
      const request = requestByCommunity('c', { type: 0xa0, oids: OIDS })
      const value = cpuMicroseconds(50_000, () => one.answer(request))
      return { value, unit: 'µs', holds: value <= 50 }
    },
  },
  {
    name: 'simulated agent: answer to a GET of ten variables, v3 SHA-256 and AES',
    budget: '≤ 100 µs of CPU without the socket',
    run: async () => {
      const { agent: one, usm } = agent()
      const request = requestByUser(usm, USER.name, { type: 0xa0, oids: OIDS })
      // The agent blanks the digest in place, so each round needs a copy.
      const value = cpuMicroseconds(20_000, () => one.answer(Buffer.from(request)))
      return { value, unit: 'µs', holds: value <= 100 }
    },
  },
  {
    name: 'simulated rooms: one second of 1,296 racks with 12 servers and six probes each',
    budget: '≤ 5 ms of CPU',
    run: async () => {
      const world = new World(smallEstate({ racks: 1296, serversPerRack: 12, crahs: 60 }), { seed: 1, at: AT })
      const value = cpuMicroseconds(300, () => world.advance(epochMs(world.now + 2000))) / 2000
      return { value, unit: 'ms', holds: value <= 5, detail: 'in steps of two seconds, as it runs' }
    },
  },
]
