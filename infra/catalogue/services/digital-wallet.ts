import { crowd } from '../load.ts'
import { activeActive } from '../recovery.ts'
import type { Service } from '../service.ts'
import { DATABASE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

const HOLDERS = assumed(1_000_000, 'fewer than the 2.5 million eCitizens; no number is published')

export const digitalWallet: Service = {
  name: 'digital-wallet',
  title: { sr: 'Дигитални новчаник', en: 'Digital Wallet' },
  says: published('Personal and signed documents on the telephone.', 'interview', 'the Digital Wallet'),
  workloadClass: 'wallet',
  tier: assumed('1', 'who shows a document waits at a counter'),
  dataClass: assumed('personal', 'documents of people'),
  recovery: assumed(activeActive(), 'a document must be shown and verified when a site is lost'),
  workloads: [
    {
      name: 'api',
      kind: 'stateless',
      image: 'digital-wallet/api',
      port: 8443,
      size: SMALL,
      copies: {
        peak: crowd(HOLDERS, 0.1, 10, 'a morning'),
        perReplica: assumed(200, 'answers of a few kilobytes; not measured'),
        unit: 'requests/s',
      },
      needs: ['documents', 'egovernment-portal/sign-in'],
      calls: ['issuer'],
      exposure: { to: 'internet', host: 'wallet.oblak.rs' },
      secrets: ['tls'],
    },
    {
      name: 'verify',
      kind: 'stateless',
      image: 'digital-wallet/verify',
      port: 8443,
      size: SMALL,
      copies: {
        peak: crowd(HOLDERS, 0.1, 3, 'who is shown a document asks whether it is good'),
        perReplica: assumed(100, 'a signature each; not measured'),
        unit: 'requests/s',
      },
      needs: ['documents'],
      exposure: { to: 'internet', host: 'verify.oblak.rs' },
      secrets: ['tls'],
    },
    {
      name: 'issuer',
      kind: 'stateless',
      image: 'digital-wallet/issuer',
      port: 8443,
      size: MEDIUM,
      copies: assumed(3, 'documents are issued rarely'),
      needs: ['documents', 'registers/api'],
      calls: ['estamp/sign'],
      secrets: ['issuer-key', 'tls'],
    },
    {
      name: 'documents',
      kind: 'stateful',
      image: 'digital-wallet/documents',
      port: 5432,
      size: DATABASE,
      copies: assumed(3, 'one writes, two follow'),
      storageGiB: assumed(1000, 'about 1 MiB for each holder'),
      secrets: ['database', 'tls'],
    },
  ],
}
