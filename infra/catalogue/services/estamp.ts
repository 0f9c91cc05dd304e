import { seconds } from '../../../twin/model/units.ts'
import { activeActive, activePassive } from '../recovery.ts'
import type { Service } from '../service.ts'
import { LARGE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

/** Keys and their log are in one place at a time. */
const ONE_SIGNER = assumed(
  activePassive({ primary: 'kragujevac', rpo: seconds(0), rto: seconds(900) }),
  'the key lies in a hardware module, and the log of stamps has one writer',
)

export const estamp: Service = {
  name: 'estamp',
  title: { sr: 'еПечат', en: 'eStamp' },
  says: published('The stamp in the cloud, used by the Ministry of Foreign Affairs.', 'interview', 'eStamp'),
  workloadClass: 'foreigners',
  tier: assumed('1', 'no act leaves an authority without a stamp'),
  dataClass: assumed('internal', 'fingerprints of documents, not their text'),
  recovery: assumed(activeActive(), 'who holds a stamped document verifies it at any time'),
  workloads: [
    {
      name: 'verify',
      kind: 'stateless',
      image: 'estamp/verify',
      port: 8443,
      size: SMALL,
      copies: {
        peak: assumed(400, 'borders, banks and counters together'),
        perReplica: assumed(100, 'a signature each; not measured'),
        unit: 'requests/s',
      },
      exposure: { to: 'internet', host: 'stamp.oblak.rs' },
      secrets: ['tls'],
    },
    {
      name: 'sign',
      kind: 'stateless',
      image: 'estamp/sign',
      port: 8443,
      size: MEDIUM,
      copies: assumed(4, 'the hardware module limits, not the copies'),
      recovery: ONE_SIGNER,
      needs: ['log'],
      exposure: { to: 'authorities', host: 'sign.oblak.rs' },
      reaches: [
        {
          to: 'hardware-module',
          cidr: { belgrade: '10.11.250.0/28', kragujevac: '10.34.250.0/28' },
          port: 1792,
          why: 'the keys are in it; its address is assumed',
        },
      ],
      secrets: ['module-pin', 'tls'],
    },
    {
      name: 'log',
      kind: 'stateful',
      image: 'estamp/log',
      port: 5432,
      size: LARGE,
      copies: assumed(3, 'one writes, two follow'),
      storageGiB: assumed(200, 'a line a stamp'),
      recovery: ONE_SIGNER,
      secrets: ['database', 'tls'],
    },
  ],
}
