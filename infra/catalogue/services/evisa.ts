import { seconds } from '../../../twin/model/units.ts'
import { activePassive } from '../recovery.ts'
import type { Service } from '../service.ts'
import { DATABASE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

export const evisa: Service = {
  name: 'evisa',
  title: { sr: 'еВиза', en: 'eVisa' },
  says: published('Visas are stamped electronically and sent by e-mail.', 'interview', 'the eVisa'),
  workloadClass: 'foreigners',
  tier: assumed('2', 'a decision takes days'),
  dataClass: assumed('personal', 'passports and decisions'),
  recovery: assumed(
    activePassive({ primary: 'kragujevac', rpo: seconds(60), rto: seconds(3600) }),
    'a decision must not be made twice: one place writes',
  ),
  workloads: [
    {
      name: 'decisions',
      kind: 'stateless',
      image: 'evisa/decisions',
      port: 8443,
      size: MEDIUM,
      copies: assumed(3, 'some decisions a second'),
      needs: ['store'],
      calls: ['estamp/sign', 'mailer', 'registers/api'],
      exposure: { to: 'authorities', host: 'evisa.oblak.rs' },
      secrets: ['database', 'tls'],
    },
    {
      name: 'mailer',
      kind: 'stateless',
      image: 'evisa/mailer',
      port: 8443,
      size: SMALL,
      copies: assumed(3, 'letters may wait'),
      reaches: [
        {
          to: 'mail-relay',
          cidr: '10.40.25.0/28',
          port: 465,
          why: 'the state’s mail relay sends the visas; its address is assumed',
        },
      ],
      secrets: ['mail', 'tls'],
    },
    {
      name: 'store',
      kind: 'stateful',
      image: 'evisa/store',
      port: 5432,
      size: DATABASE,
      copies: assumed(3, 'one writes, two follow'),
      storageGiB: assumed(500, 'decisions and visas of some years'),
      secrets: ['database', 'tls'],
    },
  ],
}
