import { activeActive } from '../recovery.ts'
import type { Service } from '../service.ts'
import { DATABASE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

export const foreignersPortal: Service = {
  name: 'foreigners-portal',
  title: { sr: 'Портал за странце', en: 'Foreigners Portal' },
  says: published('Foreigners apply online.', 'interview', 'the Foreigners Portal'),
  workloadClass: 'foreigners',
  tier: assumed('2', 'an application waits some hours'),
  dataClass: assumed('personal', 'passports and applications'),
  recovery: assumed(activeActive(), 'applicants are awake at all hours of the day'),
  workloads: [
    {
      name: 'web',
      kind: 'stateless',
      image: 'foreigners-portal/web',
      port: 8443,
      size: SMALL,
      copies: {
        peak: assumed(300, 'a day before a season'),
        perReplica: assumed(100, 'pages made on the server; not measured'),
        unit: 'requests/s',
      },
      needs: ['applications'],
      exposure: { to: 'internet', host: 'foreigners.oblak.rs' },
      secrets: ['tls'],
    },
    {
      name: 'applications',
      kind: 'stateless',
      image: 'foreigners-portal/applications',
      port: 8443,
      size: MEDIUM,
      copies: assumed(3, 'some applications a second'),
      needs: ['store'],
      calls: ['evisa/decisions', 'registers/api'],
      secrets: ['database', 'tls'],
    },
    {
      name: 'store',
      kind: 'stateful',
      image: 'foreigners-portal/store',
      port: 5432,
      size: DATABASE,
      copies: assumed(3, 'one writes, two follow'),
      storageGiB: assumed(500, 'applications with pictures of some years'),
      secrets: ['database', 'tls'],
    },
  ],
}
