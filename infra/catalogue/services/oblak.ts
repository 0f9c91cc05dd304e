import { activeActive } from '../recovery.ts'
import type { Outside, Service } from '../service.ts'
import { DATABASE, MEDIUM } from '../sizes.ts'
import { assumed } from '../stated.ts'

const DEVICES = { belgrade: '10.11.240.0/20', kragujevac: '10.34.240.0/20' }
const why = 'the site’s network of meters, rack PDUs and air handlers; its address is assumed'
const BY_PROTOCOL: readonly Outside[] = [
  { to: 'snmp', cidr: DEVICES, port: 161, protocol: 'UDP', why },
  { to: 'modbus', cidr: DEVICES, port: 502, why },
  { to: 'redfish', cidr: DEVICES, port: 443, why },
]

export const oblak: Service = {
  name: 'oblak',
  title: { sr: 'Облак', en: 'Oblak' },
  says: assumed('Telemetry of both data centres and their twin.', 'this program'),
  workloadClass: 'telemetry',
  tier: assumed('2', 'the data centres run on while nobody looks'),
  dataClass: assumed('internal', 'what stands where, and what it draws'),
  recovery: assumed(activeActive(), 'each site measures itself, whatever becomes of the other'),
  workloads: [
    {
      name: 'collector',
      kind: 'stateful',
      image: 'oblak/collector',
      port: 8443,
      size: MEDIUM,
      copies: assumed(3, 'a third of the devices each'),
      storageGiB: assumed(200, 'a journal for days without a store'),
      needs: ['store'],
      reaches: BY_PROTOCOL,
      secrets: ['devices', 'tls'],
    },
    {
      name: 'store',
      kind: 'stateful',
      image: 'oblak/store',
      port: 8086,
      size: DATABASE,
      copies: assumed(3, 'one may be lost while another is renewed'),
      storageGiB: assumed(2000, 'readings of a year'),
      secrets: ['store', 'tls'],
    },
    {
      name: 'twin',
      kind: 'stateless',
      image: 'oblak/twin',
      port: 8443,
      size: MEDIUM,
      copies: assumed(3, 'some tens of viewers'),
      needs: ['store'],
      calls: ['collector'],
      exposure: { to: 'authorities', host: 'oblak.oblak.rs' },
      secrets: ['store', 'tls'],
    },
  ],
}
