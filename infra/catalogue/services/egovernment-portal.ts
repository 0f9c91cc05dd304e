import { crowd } from '../load.ts'
import { activeActive } from '../recovery.ts'
import type { Service } from '../service.ts'
import { DATABASE, LARGE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

const USERS = published(2_500_000, 'interview', 'nearly 2.5 million registered eCitizens')

export const egovernmentPortal: Service = {
  name: 'egovernment-portal',
  title: { sr: 'Портал еУправа', en: 'eGovernment Portal' },
  says: published('Hundreds of services for nearly 2.5 million eCitizens; going mobile.', 'interview', 'the portal'),
  workloadClass: 'egov',
  tier: assumed('1', 'the state’s counter on the network'),
  dataClass: assumed('personal', 'applications of citizens'),
  recovery: assumed(activeActive(), 'the counter stays open when a site is lost'),
  workloads: [
    {
      name: 'web',
      kind: 'stateless',
      image: 'egovernment-portal/web',
      port: 8443,
      size: SMALL,
      copies: {
        peak: crowd(USERS, 0.05, 30, 'the last day of a deadline'),
        perReplica: assumed(150, 'pages made on the server; not measured'),
        unit: 'requests/s',
      },
      needs: ['sign-in', 'cases'],
      calls: ['ai-assistant/chat'],
      exposure: { to: 'internet', host: 'portal.oblak.rs' },
      secrets: ['tls'],
    },
    {
      name: 'mobile-api',
      kind: 'stateless',
      image: 'egovernment-portal/mobile-api',
      port: 8443,
      size: SMALL,
      copies: {
        peak: crowd(USERS, 0.08, 40, 'telephones ask often and little'),
        perReplica: assumed(300, 'answers of a few kilobytes; not measured'),
        unit: 'requests/s',
      },
      needs: ['sign-in', 'cases'],
      calls: ['ai-assistant/chat'],
      exposure: { to: 'internet', host: 'mobile.oblak.rs' },
      secrets: ['tls'],
    },
    {
      name: 'sign-in',
      kind: 'stateless',
      image: 'egovernment-portal/sign-in',
      port: 8443,
      size: MEDIUM,
      copies: {
        peak: crowd(USERS, 0.1, 2, 'one sign-in and one renewal'),
        perReplica: assumed(50, 'a signature each; not measured'),
        unit: 'requests/s',
      },
      needs: ['sessions', 'registers/api'],
      exposure: { to: 'internet', host: 'sign-in.oblak.rs' },
      secrets: ['signing-key', 'tls'],
    },
    {
      name: 'cases',
      kind: 'stateless',
      image: 'egovernment-portal/cases',
      port: 8443,
      size: MEDIUM,
      copies: {
        peak: crowd(USERS, 0.05, 6, 'forms, not pages'),
        perReplica: assumed(40, 'writes with validation; not measured'),
        unit: 'requests/s',
      },
      needs: ['store', 'registers/api'],
      calls: ['estamp/verify', 'estamp/sign'],
      secrets: ['database', 'tls'],
    },
    {
      name: 'sessions',
      kind: 'stateful',
      image: 'egovernment-portal/sessions',
      port: 6379,
      size: LARGE,
      copies: assumed(3, 'one may be lost while another is renewed'),
      storageGiB: assumed(50, 'sessions of one day'),
      secrets: ['tls'],
    },
    {
      name: 'store',
      kind: 'stateful',
      image: 'egovernment-portal/store',
      port: 5432,
      size: DATABASE,
      copies: assumed(3, 'one writes, two follow'),
      storageGiB: assumed(2000, 'applications and their papers of some years'),
      secrets: ['database', 'tls'],
    },
    {
      name: 'reminders',
      kind: 'nightly',
      image: 'egovernment-portal/reminders',
      size: SMALL,
      schedule: assumed('30 4 * * *', 'before people get up'),
      needs: ['store'],
      secrets: ['database'],
    },
  ],
}
