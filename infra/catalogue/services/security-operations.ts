import { seconds } from '../../../twin/model/units.ts'
import { activeActive, activePassive, singleSite } from '../recovery.ts'
import type { Service } from '../service.ts'
import { DATABASE, LARGE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

const PER_SITE = assumed(activeActive(), 'each site collects its own events, whatever becomes of the other')

export const securityOperations: Service = {
  name: 'security-operations',
  title: { sr: 'Центар за безбедносне операције', en: 'Security Operations Centre' },
  says: published(
    'Engineers and analysts at all hours, for both data centres; AI interprets events and defines recommendations.',
    'interview',
    'the Security Operations Centre',
  ),
  workloadClass: 'security',
  tier: assumed('1', 'an attack is not to be unseen when a site is lost'),
  dataClass: assumed('internal', 'events of the state cloud'),
  recovery: assumed(
    activePassive({ primary: 'kragujevac', rpo: seconds(60), rto: seconds(900) }),
    'one case is led in one place',
  ),
  workloads: [
    {
      name: 'collection',
      kind: 'stateless',
      image: 'security-operations/collection',
      port: 6514,
      size: MEDIUM,
      copies: {
        peak: assumed(60_000, 'some thousand machines and devices of a site'),
        perReplica: assumed(10_000, 'read, name and pass on; not measured'),
        unit: 'events/s',
      },
      recovery: PER_SITE,
      needs: ['events'],
      exposure: { to: 'site' },
      secrets: ['tls'],
    },
    {
      name: 'events',
      kind: 'stateful',
      image: 'security-operations/events',
      port: 4222,
      size: LARGE,
      copies: assumed(3, 'a majority remembers'),
      storageGiB: assumed(4000, '60,000 events/s of 500 bytes for a day and a half'),
      recovery: PER_SITE,
      secrets: ['tls'],
    },
    {
      name: 'analysis',
      kind: 'stateless',
      image: 'security-operations/analysis',
      port: 8443,
      size: LARGE,
      copies: {
        peak: assumed(60_000, 'as the collection'),
        perReplica: assumed(8_000, 'holds rules against each event; not measured'),
        unit: 'events/s',
      },
      needs: ['events', 'case-store'],
      calls: ['interpretation'],
      secrets: ['database', 'tls'],
    },
    {
      name: 'interpretation',
      kind: 'gpu',
      image: 'security-operations/interpretation',
      port: 8443,
      size: assumed({ cpus: 16, memoryGiB: 128, scratchGiB: 200 }, 'feeds one GPU and holds the model once more'),
      gpus: 1,
      copies: assumed(3, 'findings come by the minute'),
      tier: assumed('2', 'without it analysts read events themselves'),
      recovery: assumed(
        singleSite({ site: 'kragujevac', reason: 'no GPUs stand in Belgrade; analysts then read events themselves' }),
        'the estate has GPU systems in Kragujevac only',
      ),
      secrets: ['tls'],
    },
    {
      name: 'desk',
      kind: 'stateless',
      image: 'security-operations/desk',
      port: 8443,
      size: SMALL,
      copies: assumed(3, 'some tens of analysts'),
      needs: ['case-store'],
      calls: ['interpretation', 'oblak/twin'],
      exposure: { to: 'authorities', host: 'soc.oblak.rs' },
      secrets: ['database', 'tls'],
    },
    {
      name: 'case-store',
      kind: 'stateful',
      image: 'security-operations/case-store',
      port: 5432,
      size: DATABASE,
      copies: assumed(3, 'one writes, two follow'),
      storageGiB: assumed(1000, 'cases and their evidence of some years'),
      secrets: ['database', 'tls'],
    },
  ],
}
