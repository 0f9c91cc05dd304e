import { seconds } from '../../../twin/model/units.ts'
import { activePassive } from '../recovery.ts'
import type { Service } from '../service.ts'
import { DATABASE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

export const registers: Service = {
  name: 'registers',
  title: { sr: 'Регистри', en: 'Registers' },
  says: published(
    'Registers and electronic records of the authorities, kept inside Serbia.',
    'law',
    'e-Government Act, Official Gazette 27/2018, art. 10',
  ),
  workloadClass: 'registers',
  tier: assumed('1', 'no service can answer without the registers'),
  dataClass: published('register', 'law', 'e-Government Act, Official Gazette 27/2018, art. 10'),
  recovery: assumed(
    activePassive({ primary: 'kragujevac', rpo: seconds(0), rto: seconds(300) }),
    'one place writes; 2–3 ms between the sites allow a synchronous copy, and no third site votes',
  ),
  workloads: [
    {
      name: 'api',
      kind: 'stateless',
      image: 'registers/api',
      port: 8443,
      size: MEDIUM,
      copies: {
        peak: assumed(3200, 'a little more than what portal and wallet ask at their worst'),
        perReplica: assumed(400, 'queries by key; not measured'),
        unit: 'requests/s',
      },
      needs: ['store'],
      exposure: { to: 'authorities', host: 'registers.oblak.rs' },
      secrets: ['database', 'tls'],
    },
    {
      name: 'store',
      kind: 'stateful',
      image: 'registers/store',
      port: 5432,
      size: DATABASE,
      copies: assumed(3, 'one writes, two follow'),
      storageGiB: assumed(4000, 'records without scanned documents'),
      secrets: ['database', 'tls'],
    },
    {
      name: 'archive',
      kind: 'nightly',
      image: 'registers/archive',
      size: SMALL,
      schedule: assumed('15 1 * * *', 'a quiet hour'),
      needs: ['store'],
      secrets: ['database'],
    },
  ],
}
