import { crowd } from '../load.ts'
import { activeActive, singleSite } from '../recovery.ts'
import type { Service } from '../service.ts'
import { LARGE, MEDIUM, SMALL } from '../sizes.ts'
import { assumed, published } from '../stated.ts'

const ASKERS = assumed(250_000, 'one in ten of the portal’s users')

export const aiAssistant: Service = {
  name: 'ai-assistant',
  title: { sr: 'Асистент портала', en: 'AI assistant of the portal' },
  says: published('Finds information and carries out services of the portal.', 'interview', 'the AI assistant'),
  workloadClass: 'assistant',
  tier: assumed('2', 'the portal answers without it'),
  dataClass: assumed('personal', 'people write what concerns them'),
  recovery: assumed(activeActive(), 'without its model it still finds information by search'),
  workloads: [
    {
      name: 'chat',
      kind: 'stateless',
      image: 'ai-assistant/chat',
      port: 8443,
      size: MEDIUM,
      copies: {
        peak: crowd(ASKERS, 0.05, 8, 'a conversation is some questions'),
        perReplica: assumed(10, 'long answers; not measured'),
        unit: 'requests/s',
      },
      needs: ['search'],
      calls: ['model', 'egovernment-portal/cases'],
      secrets: ['tls'],
    },
    {
      name: 'search',
      kind: 'stateful',
      image: 'ai-assistant/search',
      port: 9200,
      size: LARGE,
      copies: assumed(3, 'one may be lost while another is renewed'),
      storageGiB: assumed(200, 'texts of the services and what they mean as vectors'),
      secrets: ['tls'],
    },
    {
      name: 'model',
      kind: 'gpu',
      image: 'ai-assistant/model',
      port: 8443,
      size: assumed({ cpus: 16, memoryGiB: 128, scratchGiB: 200 }, 'feeds one GPU and holds the model once more'),
      gpus: 1,
      copies: {
        peak: crowd(ASKERS, 0.05, 8, 'as the conversations'),
        perReplica: assumed(4, 'a language model of medium size; not measured'),
        unit: 'requests/s',
      },
      recovery: assumed(
        singleSite({ site: 'kragujevac', reason: 'no GPUs stand in Belgrade; the assistant then answers by search' }),
        'the estate has GPU systems in Kragujevac only',
      ),
      secrets: ['tls'],
    },
    {
      name: 'index',
      kind: 'nightly',
      image: 'ai-assistant/index',
      size: SMALL,
      schedule: assumed('0 3 * * *', 'texts of services change by day'),
      needs: ['search'],
    },
  ],
}
