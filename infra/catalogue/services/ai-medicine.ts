import { singleSite } from '../recovery.ts'
import type { Service } from '../service.ts'
import { DATABASE, LARGE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

export const aiMedicine: Service = {
  name: 'ai-medicine',
  title: { sr: 'Вештачка интелигенција у медицини', en: 'AI in medicine' },
  says: published('Analyses screenings.', 'interview', 'AI in medicine'),
  workloadClass: 'medicine',
  tier: assumed('2', 'a screening waits some hours; a person reads each'),
  dataClass: assumed('personal', 'pictures and findings of patients'),
  recovery: assumed(
    singleSite({
      site: 'kragujevac',
      reason: 'no GPUs stand in Belgrade; hospitals keep the pictures and send them again',
    }),
    'the estate has GPU systems in Kragujevac only',
  ),
  workloads: [
    {
      name: 'intake',
      kind: 'stateless',
      image: 'ai-medicine/intake',
      port: 8443,
      size: MEDIUM,
      copies: {
        peak: assumed(20, 'pictures of all hospitals on a morning'),
        perReplica: assumed(5, 'a picture is some hundred megabytes; not measured'),
        unit: 'pictures/s',
      },
      needs: ['queue'],
      exposure: { to: 'authorities', host: 'screening.oblak.rs' },
      secrets: ['tls'],
    },
    {
      name: 'queue',
      kind: 'stateful',
      image: 'ai-medicine/queue',
      port: 4222,
      size: LARGE,
      copies: assumed(3, 'a majority remembers'),
      storageGiB: assumed(1000, 'pictures of two days'),
      secrets: ['tls'],
    },
    {
      name: 'analysis',
      kind: 'gpu',
      image: 'ai-medicine/analysis',
      port: 8443,
      size: assumed({ cpus: 16, memoryGiB: 128, scratchGiB: 100 }, 'feeds one GPU'),
      gpus: 1,
      copies: {
        peak: assumed(20, 'as the intake'),
        perReplica: assumed(2, 'not measured'),
        unit: 'pictures/s',
      },
      needs: ['queue', 'findings'],
      secrets: ['database', 'tls'],
    },
    {
      name: 'findings',
      kind: 'stateful',
      image: 'ai-medicine/findings',
      port: 5432,
      size: DATABASE,
      copies: assumed(3, 'one writes, two follow'),
      storageGiB: assumed(2000, 'findings and what they were read from'),
      secrets: ['database', 'tls'],
    },
    {
      name: 'viewer',
      kind: 'stateless',
      image: 'ai-medicine/viewer',
      port: 8443,
      size: SMALL,
      copies: assumed(3, 'some hundred physicians'),
      needs: ['findings'],
      exposure: { to: 'authorities', host: 'findings.oblak.rs' },
      secrets: ['database', 'tls'],
    },
  ],
}
