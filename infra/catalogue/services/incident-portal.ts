import { seconds } from '../../../twin/model/units.ts'
import { activePassive } from '../recovery.ts'
import type { Service } from '../service.ts'
import { DATABASE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

export const incidentPortal: Service = {
  name: 'incident-portal',
  title: { sr: 'Портал за инциденте', en: 'Incident portal' },
  says: published(
    'Of the Office for Information Security: prevention of incidents and protection from them.',
    'interview',
    'a new office; its law is proposed',
  ),
  workloadClass: 'security',
  tier: assumed('2', 'who reports an incident also has a telephone'),
  dataClass: assumed('internal', 'weaknesses of others'),
  recovery: assumed(
    activePassive({ primary: 'belgrade', rpo: seconds(60), rto: seconds(1800) }),
    'it must be there when Kragujevac is what was struck',
  ),
  workloads: [
    {
      name: 'web',
      kind: 'stateless',
      image: 'incident-portal/web',
      port: 8443,
      size: SMALL,
      copies: {
        peak: assumed(200, 'a day on which all report the same'),
        perReplica: assumed(100, 'forms; not measured'),
        unit: 'requests/s',
      },
      needs: ['reports'],
      exposure: { to: 'internet', host: 'incidents.oblak.rs' },
      secrets: ['tls'],
    },
    {
      name: 'reports',
      kind: 'stateless',
      image: 'incident-portal/reports',
      port: 8443,
      size: MEDIUM,
      copies: assumed(3, 'some reports a minute'),
      needs: ['store'],
      calls: ['security-operations/desk'],
      secrets: ['database', 'tls'],
    },
    {
      name: 'store',
      kind: 'stateful',
      image: 'incident-portal/store',
      port: 5432,
      size: DATABASE,
      copies: assumed(3, 'one writes, two follow'),
      storageGiB: assumed(200, 'reports of some years'),
      secrets: ['database', 'tls'],
    },
  ],
}
