import { Fragment, type ReactNode, useCallback, useRef } from 'react'
import { lastSegment } from '../../../model/path.ts'
import type { PlaceView } from '../../../protocol/planning.ts'
import type { ThingAnswer } from '../../../protocol/rest.ts'
import { useTwin } from '../../twin-context.ts'
import { ThingLink } from '../../ui/place-link.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { bestOf } from './best-of.ts'
import { CandidateElevation } from './candidate-elevation.tsx'
import { cordTexts } from './cord-texts.ts'

type Found = PlaceView['places'][number]

interface CompareProps {
  readonly places: PlaceView['places']
  /** Ranks, from 1, of those that are compared. */
  readonly picked: readonly number[]
  readonly units: number
}

interface Figure {
  readonly label: string
  readonly of: (found: Found) => number | null | undefined
  readonly text: (found: Found) => string
  readonly better: 'more' | 'less'
}

/** Up to three candidates side by side; of each figure the best is marked, and what does not differ is quiet. */
export function Compare({ places, picked, units }: CompareProps) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t, count, figure, measured, nameOf } = translator
  const scroller = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(scroller)
  const candidates = picked.flatMap((rank) => {
    const found = places[rank - 1]
    return found ? [{ rank, found }] : []
  })
  const racks = useRacks(candidates.map(({ found }) => found.rack))
  if (candidates.length === 0) return <p className="is-quiet-text">{t('placement.pickSome')}</p>
  const fullestName = ({ fullest }: Found) => {
    if (!fullest) return ''
    const thing = estate.find(fullest.path)
    return `${thing ? nameOf(thing) : lastSegment(fullest.path)}${fullest.bank === undefined ? '' : ` ${fullest.bank}`}`
  }
  const room = ({ fullest }: Found) =>
    fullest && fullest.use.limit !== null && fullest.use.value !== null
      ? fullest.use.limit - fullest.use.value
      : undefined
  const isOneUnit = new Set(candidates.map(({ found }) => found.fullest?.use.unit)).size === 1
  const figures: readonly Figure[] = [
    {
      label: t('placement.fullest'),
      of: ({ fullest }) => fullest?.use.share,
      text: (found) => `${measured(found.fullest?.use.share, 'share')}, ${fullestName(found)}`,
      better: 'less',
    },
    {
      label: t('placement.row.headroom'),
      of: (found) => (isOneUnit ? room(found) : undefined),
      text: (found) => {
        const { fullest } = found
        const line = !fullest || fullest.use.by === 'total' ? '' : ` (${fullest.use.by.toUpperCase()})`
        return `${measured(room(found), fullest?.use.unit ?? 'W')}${line}`
      },
      better: 'more',
    },
    {
      label: t('placement.cooling'),
      of: ({ coolingLeft }) => coolingLeft,
      text: ({ coolingLeft }) => measured(coolingLeft, 'W'),
      better: 'more',
    },
    {
      label: t('placement.left'),
      of: ({ unitsLeft }) => unitsLeft,
      text: ({ unitsLeft }) => figure(unitsLeft, 'U', 3),
      better: 'more',
    },
    {
      label: t('placement.row.weightLeft'),
      of: ({ weightLeft }) => weightLeft,
      text: ({ weightLeft }) => (weightLeft === null ? t('placement.notKnown') : figure(weightLeft, 'kg')),
      better: 'more',
    },
    {
      label: t('placement.row.portsLeft'),
      of: ({ portsLeft }) => portsLeft,
      text: ({ portsLeft }) => count(portsLeft),
      better: 'more',
    },
  ]
  const words: readonly { readonly label: string; readonly of: (found: Found, rank: number) => ReactNode }[] = [
    {
      label: t('placement.rack'),
      of: ({ rack }) => <ThingLink path={rack}>{thingTrail(estate, rack, translator)}</ThingLink>,
    },
    {
      label: t('placement.row.units'),
      of: ({ position }) => `U${count(position)}${units > 1 ? `–U${count(position + units - 1)}` : ''}`,
    },
    {
      label: t('rack.elevation'),
      of: ({ rack }, rank) => <CandidateElevation rack={rack} rank={rank} answer={racks?.get(rack)} />,
    },
    {
      label: t('placement.row.feeds'),
      of: ({ cords, rack }) =>
        cordTexts(cords, racks?.get(rack), translator).map((text) => (
          <Fragment key={text}>
            {text}
            <br />
          </Fragment>
        )),
    },
  ]
  return (
    <div ref={scroller} className="placement-compare">
      <table>
        <caption>{t('placement.compareTitle', { count: candidates.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('placement.row.what')}</th>
            {candidates.map(({ rank }) => (
              <th key={rank} scope="col">
                {t('placement.fitsAs', { ranks: count(rank) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {words.map(({ label, of }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {candidates.map(({ found, rank }) => (
                <td key={rank}>{of(found, rank)}</td>
              ))}
            </tr>
          ))}
          {figures.map(({ better, label, of, text }) => {
            const best = bestOf(
              candidates.map(({ found }) => of(found)),
              better,
            )
            const isSame = new Set(candidates.map(({ found }) => text(found))).size === 1 && candidates.length > 1
            return (
              <tr key={label} className={isSame ? 'is-same' : undefined}>
                <th scope="row">{label}</th>
                {candidates.map(({ found, rank }, number) => (
                  <td key={rank}>
                    {best[number] ? <strong>{text(found)}</strong> : text(found)}
                    {best[number] && <span className="badge placement-best">{t('placement.best')}</span>}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** What stands in the racks, by their paths; undefined until it came. */
function useRacks(paths: readonly string[]): ReadonlyMap<string, ThingAnswer> | undefined {
  const { api } = useTwin()
  const wanted = [...new Set(paths)].join()
  const load = useCallback(
    async (signal: AbortSignal) =>
      new Map(
        await Promise.all(
          (wanted === '' ? [] : wanted.split(',')).map(
            async (path): Promise<[string, ThingAnswer]> => [path, await api.thing(path, signal)],
          ),
        ),
      ),
    [api, wanted],
  )
  return useRemote(load).answer
}
