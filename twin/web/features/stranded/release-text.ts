import type { ReleaseView } from '../../../protocol/release.ts'
import type { Translator } from '../../i18n/translator.ts'
import { plugText } from '../../ui/plug-text.ts'

type Release = ReleaseView['releases'][number]

/** What exactly is to be done: which cord, from where to where, or what the label is to say. */
export function releaseText(release: Release, translator: Pick<Translator, 'count' | 'measured' | 't'>): string {
  const { count, measured, t } = translator
  if (release.what === 'relabel')
    return t('stranded.relabelled', { declared: measured(release.declared, 'W'), p99: measured(release.p99, 'W') })
  const [from, to] = [plugText(release.from, translator), plugText(release.to, translator)]
  return t('stranded.moved', { supply: count(release.supply), from, to })
}
