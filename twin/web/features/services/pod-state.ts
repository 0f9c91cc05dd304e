import type { PodView } from '../../../protocol/cloud.ts'
import type { Translator } from '../../i18n/translator.ts'

/** What a pod does, in a word; of one that waits, why, in the words of the scheduler. */
export function podText({ leaving, phase, ready, why }: PodView, { t }: Pick<Translator, 't'>): string {
  if (leaving) return t('services.podLeaving')
  switch (phase) {
    case 'Running':
      return t(ready ? 'services.podRuns' : 'services.podNotReady')
    case 'Pending':
      return why === null ? t('services.podWaits') : `${t('services.podWaits')}: ${why}`
    case 'Succeeded':
      return t('services.podDone')
    case 'Failed':
      return t('services.podFailed')
    case 'Unknown':
      return t('services.podUnknown')
  }
}
