import type { ReleaseView } from '../../../protocol/release.ts'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'

/** What is full first, with its figure after the loss that takes it furthest. */
export function FullFirst({ full: { banks, by, path, worst } }: { readonly full: NonNullable<ReleaseView['full']> }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { measured, t } = translator
  const share = worst && measured(worst.share, 'share')
  const of = worst && `${measured(worst.value, worst.unit)} / ${measured(worst.limit, worst.unit)}`
  const line = worst && worst.by !== 'total' ? `${worst.by.toUpperCase()} ` : ''
  return (
    <>
      <ThingLink path={path} title={path}>
        {thingTrail(estate, path, translator)}
      </ThingLink>
      {!worst && ` (${t('stranded.ownLimit')})`}
      {banks && ` (${t('stranded.banks')})`}
      {share !== undefined && ` · ${line}${share} (${of})`}
      {by !== undefined && (
        <span className="is-quiet-text"> {t('stranded.after', { loss: thingTrail(estate, by, translator) })}</span>
      )}
    </>
  )
}
