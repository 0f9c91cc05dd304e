import { singleSite } from '../recovery.ts'
import type { Service, Tenant } from '../service.ts'
import { DATABASE, LARGE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

const TENANT_SIZE = { cpus: 128, memoryGiB: 1024, scratchGiB: 1000 }

/** Places for small companies, numbered: who has one is data of the platform, not of the estate. */
const PLACES: readonly Tenant[] = ['01', '02', '03', '04', '05', '06', '07', '08'].map((number) => ({
  name: `company-${number}`,
  gpus: 4,
  size: TENANT_SIZE,
  pods: 20,
}))

export const aiPlatform: Service = {
  name: 'ai-platform',
  title: { sr: 'Национална платформа за вештачку интелигенцију', en: 'National AI platform' },
  says: published(
    'The supercomputer, offered to small and medium-sized companies as well.',
    'interview',
    'the AI platform',
  ),
  workloadClass: 'ai',
  tier: assumed('3', 'training begins again from its last checkpoint'),
  dataClass: assumed('internal', 'work of companies and institutes'),
  recovery: assumed(
    singleSite({
      site: 'kragujevac',
      reason: 'the supercomputer stands in Kragujevac; no other site can carry its work',
    }),
    'stated by the press for both systems',
  ),
  workloads: [
    {
      name: 'portal',
      kind: 'stateless',
      image: 'ai-platform/portal',
      port: 8443,
      size: SMALL,
      copies: assumed(3, 'some hundred users'),
      needs: ['accounts'],
      calls: ['submission'],
      exposure: { to: 'internet', host: 'ai.oblak.rs' },
      secrets: ['database', 'tls'],
    },
    {
      name: 'submission',
      kind: 'stateless',
      image: 'ai-platform/submission',
      port: 8443,
      size: MEDIUM,
      copies: assumed(3, 'jobs come by the minute'),
      needs: ['accounts', 'models'],
      secrets: ['database', 'tls'],
    },
    {
      name: 'accounts',
      kind: 'stateful',
      image: 'ai-platform/accounts',
      port: 5432,
      size: DATABASE,
      copies: assumed(3, 'one writes, two follow'),
      storageGiB: assumed(200, 'accounts, quotas, used hours'),
      secrets: ['database', 'tls'],
    },
    {
      name: 'models',
      kind: 'stateful',
      image: 'ai-platform/models',
      port: 9000,
      size: LARGE,
      copies: assumed(4, 'parts are kept twice'),
      storageGiB: assumed(10_000, 'models and checkpoints; data sets lie on the platform’s own 2.5 PB'),
      secrets: ['tls'],
    },
    {
      name: 'usage',
      kind: 'nightly',
      image: 'ai-platform/usage',
      size: SMALL,
      schedule: assumed('45 0 * * *', 'hours of the day before'),
      needs: ['accounts'],
      secrets: ['database'],
    },
  ],
  tenants: assumed(PLACES, 'eight places of four GPUs: half a system each; no number is published'),
  tenantsCall: ['models'],
}
