import { lastSegment } from '../../../model/path.ts'
import type { ReleaseView } from '../../../protocol/release.ts'
import type { Translator } from '../../i18n/translator.ts'

type Release = ReleaseView['releases'][number]
type Plug = Extract<Release, { readonly supply: number }>['from']

/** What exactly is to be done: which cord, from where to where, or what the label is to say. */
export function releaseText(
  release: Release,
  { count, measured, t }: Pick<Translator, 'count' | 'measured' | 't'>,
): string {
  if (release.what === 'relabel')
    return t('stranded.relabelled', { declared: measured(release.declared, 'W'), p99: measured(release.p99, 'W') })
  const plug = ({ bank, outlet, pdu }: Plug) =>
    t(bank === undefined ? 'stranded.outlet' : 'stranded.outletOfBank', {
      pdu: lastSegment(pdu),
      outlet: count(outlet),
      bank: bank ?? '',
    })
  return t('stranded.moved', { supply: count(release.supply), from: plug(release.from), to: plug(release.to) })
}
