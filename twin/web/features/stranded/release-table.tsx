import { useRef } from 'react'
import type { ReleaseView } from '../../../protocol/release.ts'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'
import { FullFirst } from './full-first.tsx'
import { releaseText } from './release-text.ts'

/** What would release power, the first in front, each with what it gives and what is full first then. */
export function ReleaseTable({ told }: { readonly told: ReleaseView }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { count, measured, t } = translator
  const scroller = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(scroller)
  const { labels, promising, releases, tried } = told
  const counts = { tried: count(tried), promising: count(promising) }
  return (
    <>
      {releases.length === 0 ? (
        <p>{t('stranded.none')}</p>
      ) : (
        <div ref={scroller} className="folded-scroll stranded-scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('stranded.act')}</th>
                <th scope="col" className="is-number">
                  {t('stranded.gain')}
                </th>
                <th scope="col">{t('stranded.device')}</th>
                <th scope="col">{t('stranded.fullThen')}</th>
              </tr>
            </thead>
            <tbody>
              {releases.map((release) => (
                <tr
                  key={`${release.what} ${release.device} ${'to' in release ? `${release.supply} ${release.to.pdu} ${release.to.outlet}` : ''}`}
                >
                  <th scope="row">
                    {t(`stranded.what.${release.what}`)}
                    <span className="is-quiet-text"> {releaseText(release, translator)}</span>
                  </th>
                  <td className="is-number">+{measured(release.frees, 'W')}</td>
                  <td>
                    <ThingLink path={release.device} title={release.device}>
                      {thingTrail(estate, release.device, translator)}
                    </ThingLink>
                  </td>
                  <td>{release.full && <FullFirst full={release.full} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="is-quiet-text">
        {t('stranded.tried', counts)}{' '}
        {labels
          ? t('stranded.labels', {
              weeks: count(labels.weeks),
              known: count(labels.known),
              unknown: count(labels.unknown.reduce((sum, { devices }) => sum + devices, 0)),
            })
          : t('stranded.noLabels')}
      </p>
    </>
  )
}
