import { crowd } from '../load.ts'
import { singleSite } from '../recovery.ts'
import type { Service } from '../service.ts'
import { DATABASE, LARGE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

const VISITORS = assumed(60_000, 'visitors of one full day; no number is published in what the estate rests on')

export const expo2027: Service = {
  name: 'expo-2027',
  title: { sr: 'Платформа ЕКСПО 2027', en: 'EXPO 2027 platform' },
  says: published('The information platform of EXPO 2027, kept in Kragujevac.', 'interview', 'EXPO 2027'),
  workloadClass: 'expo',
  tier: assumed('2', 'visitors wait, the state does not stop'),
  dataClass: assumed('personal', 'accounts of visitors'),
  recovery: published(
    singleSite({ site: 'kragujevac', reason: 'said to be kept in Kragujevac; an event of some months' }),
    'interview',
    'the platform is kept in Kragujevac',
  ),
  workloads: [
    {
      name: 'web',
      kind: 'stateless',
      image: 'expo-2027/web',
      port: 8443,
      size: SMALL,
      copies: {
        peak: crowd(VISITORS, 0.5, 60, 'half of the visitors look at the programme at once'),
        perReplica: assumed(150, 'pages made on the server; not measured'),
        unit: 'requests/s',
      },
      needs: ['programme'],
      exposure: { to: 'internet', host: 'expo.oblak.rs' },
      secrets: ['tls'],
    },
    {
      name: 'programme',
      kind: 'stateless',
      image: 'expo-2027/programme',
      port: 8443,
      size: MEDIUM,
      copies: assumed(4, 'answers are kept by the pages'),
      needs: ['store', 'cache'],
      secrets: ['database', 'tls'],
    },
    {
      name: 'cache',
      kind: 'stateful',
      image: 'expo-2027/cache',
      port: 6379,
      size: LARGE,
      copies: assumed(3, 'one may be lost while another is renewed'),
      storageGiB: assumed(20, 'what is asked today'),
      secrets: ['tls'],
    },
    {
      name: 'store',
      kind: 'stateful',
      image: 'expo-2027/store',
      port: 5432,
      size: DATABASE,
      copies: assumed(3, 'one writes, two follow'),
      storageGiB: assumed(500, 'programme, pavilions, accounts'),
      secrets: ['database', 'tls'],
    },
  ],
}
