import { useState } from 'react'
import type { FailView } from '../../../protocol/planning.ts'
import { useTwin } from '../../twin-context.ts'
import { CsvButton } from '../../ui/csv-button.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { serviceName } from '../../ui/service-name.ts'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useMedia } from '../../ui/use-media.ts'
import { type Consequence, consequences } from './consequences.ts'

/** Lines that are read at a glance; the rest unfolds. */
const FEW = 4
/** On a telephone the place that it is about needs the room: all lines unfold. */
const TELEPHONE = '(max-width: 599px)'

/** What follows, line by line, the worst first. */
export function ConsequenceTable({ answer }: { readonly answer: FailView['atOnce'] }) {
  const translator = useTranslator()
  const { estate } = useTwin()
  const { t } = translator
  const few = useMedia(TELEPHONE) ? 0 : FEW
  const [all, setAll] = useState(false)
  const lines = consequences(answer, translator)
  if (lines.length === 0) return null
  const shown = all ? lines : lines.slice(0, few)
  const trail = ({ what, where, bank }: Consequence) => {
    const name = what === 'service' ? serviceName(estate, where, translator) : thingTrail(estate, where, translator)
    return bank === undefined ? name : `${name}, ${bank}`
  }
  const toMore = few === 0 ? t('whatIf.all', { count: lines.length }) : t('whatIf.more', { count: lines.length - few })
  return (
    <div className="what-if-list">
      <p>
        {lines.length > few && (
          <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('whatIf.fewer') : toMore}
          </button>
        )}{' '}
        <CsvButton
          label={t('whatIf.csvLabel')}
          fileName="what-if"
          rows={() => [
            [t('whatIf.what'), t('whatIf.where'), 'path', t('whatIf.how')],
            ...lines.map((line) => [t(`whatIf.row.${line.what}`), trail(line), line.where, line.how]),
          ]}
        />
      </p>
      {shown.length > 0 && (
        <table>
          <caption className="visually-hidden">{t('whatIf.consequences')}</caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('whatIf.what')}</th>
              <th scope="col">{t('whatIf.where')}</th>
              <th scope="col">{t('whatIf.how')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr key={`${line.what} ${line.where} ${line.bank ?? ''} ${line.how}`}>
                <td className={`what-if-what is-${line.what}`}>{t(`whatIf.row.${line.what}`)}</td>
                <td>
                  {line.what === 'service' ? trail(line) : <ThingLink path={line.where}>{trail(line)}</ThingLink>}
                </td>
                <td className="what-if-how">{line.how}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
