import { lastSegment } from '../../../model/path.ts'
import type { PlaceView } from '../../../protocol/planning.ts'
import { useTwin } from '../../twin-context.ts'
import { BasisText } from '../../ui/basis-text.tsx'
import { CsvButton } from '../../ui/csv-button.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'

type Found = PlaceView['places'][number]

/** The places that were found, best first, and why other racks take none. */
export function Places({ path, answer }: { readonly path: string; readonly answer: PlaceView }) {
  const { estate, place } = useTwin()
  const translator = useTranslator()
  const { t, count, figure, measured } = translator
  const { asked, fits, placed, places, racks, refusals } = answer
  const cells = (found: Found) => ({
    rack: thingTrail(estate, found.rack, translator),
    position: figure(found.position, 'U', 3),
    on: found.cords.map(({ bank, pdu }) => `${lastSegment(pdu)}${bank === undefined ? '' : ` ${bank}`}`).join(', '),
    fullest: fullestOf(found),
    left: figure(found.unitsLeft, 'U', 3),
    cooling: measured(found.coolingLeft, 'W'),
  })
  const fullestOf = ({ fullest }: Found) => {
    if (!fullest) return '–'
    const thing = estate.find(fullest.path)
    const name = thing ? translator.nameOf(thing) : lastSegment(fullest.path)
    return `${measured(fullest.use.share, 'share')}, ${name}${fullest.bank === undefined ? '' : ` ${fullest.bank}`}`
  }
  const columns = ['rack', 'position', 'on', 'fullest', 'left', 'cooling'] as const
  const told = { asked: count(asked), placed: count(placed), racks: count(racks) }
  return (
    <div className="placement-answer">
      <p role="status">
        <strong>{t(fits ? 'placement.fits' : 'placement.fitsNot', told)}</strong> <BasisText basis={answer.basis} />{' '}
        <span className="is-quiet-text">{t('placement.notLooked')}</span>
      </p>
      {refusals.length > 0 && (
        <ul>
          {refusals.map(({ code, example, racks: refused, reason }) => (
            <li key={`${code} ${reason}`}>
              {t('placement.refused', { count: refused })}: {reason} (
              <ThingLink path={example}>{thingTrail(estate, example, translator)}</ThingLink>)
            </li>
          ))}
        </ul>
      )}
      {places.length > 0 && (
        <>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`placement.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {places.map((found) => {
                const { rack, ...rest } = cells(found)
                return (
                  <tr key={`${found.rack} ${found.position}`}>
                    <th scope="row">
                      <button type="button" onClick={() => place.getState().go({ selected: found.rack })}>
                        {rack}
                      </button>
                    </th>
                    {columns.slice(1).map((column) => (
                      <td key={column}>{rest[column as keyof typeof rest]}</td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
          <CsvButton
            label={t('placement.csvLabel')}
            fileName={`${path}-places`}
            rows={() => [
              ['path', ...columns.map((column) => t(`placement.${column}`))],
              ...places.map((found) => {
                const named = cells(found)
                return [found.rack, ...columns.map((column) => named[column])]
              }),
            ]}
          />
        </>
      )}
    </div>
  )
}
