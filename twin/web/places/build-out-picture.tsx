import { useMemo, useState } from 'react'
import { constructionAt } from '../../analysis/build-out/construction-at.ts'
import type { BuildOutView } from '../../protocol/build-out.ts'
import { isInState, type Part, placesOf } from '../features/build-out/parts.ts'
import { useTwin } from '../twin-context.ts'
import { Segmented } from '../ui/segmented.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { usePlace } from '../ui/use-place.ts'
import { Picture } from './picture.tsx'

interface BuildOutPictureProps {
  readonly view: BuildOutView
  /** ISO, of the slider. */
  readonly day: string
  readonly parts: readonly Part[]
  readonly kind: '3d' | 'plan'
  /** Id of a baseline, to see what it wanted. @default the dates as they stand */
  readonly dates?: string | undefined
  /** Whose dates they are, in words. */
  readonly name: string
}

/** A site as it stands on the day: planned as an outline, under construction hatched, in use solid, late marked. */
export function BuildOutPicture({ view, day, parts, kind, dates, name }: BuildOutPictureProps) {
  const { estate } = useTwin()
  const { t, nameOf, day: dayText } = useTranslator()
  const state = usePlace(({ buildOut }) => buildOut.state)
  const selectedPath = usePlace((at) => at.selected)
  const sites = useMemo(() => sitesOf(view), [view])
  const [chosen, setChosen] = useState<string>()
  const site = sites.find((one) => one === chosen) ?? sites[0]
  const construction = useMemo(
    () =>
      new Map(
        [...constructionAt(view, day, dates)].flatMap(([path, built]) => {
          const thing = estate.find(path)
          return thing ? [[thing.index, built] as const] : []
        }),
      ),
    [view, day, dates, estate],
  )
  const dimmed = useMemo(() => {
    if (state === undefined) return undefined
    const shown = new Set(
      parts
        .filter((part) => isInState(part, state))
        .flatMap(({ of }) => placesOf(of).map((path) => estate.find(path)?.index)),
    )
    return (index: number) => !shown.has(index)
  }, [state, parts, estate])
  const thing = site === undefined ? undefined : estate.find(site)
  if (site === undefined || !thing) return <p className="notice">{t('buildOut.noPlaces')}</p>
  const selected = selectedPath === undefined ? undefined : estate.find(selectedPath)?.index
  return (
    <>
      {sites.length > 1 && (
        <div className="build-out-sites">
          <Segmented
            label={t('buildOut.site')}
            choices={sites}
            chosen={site}
            textOf={(path) => nameOf(estate.find(path) ?? { name: path })}
            onChoose={setChosen}
          />
        </div>
      )}
      <div className="build-out-picture">
        <Picture
          key={site}
          {...{ dimmed, selected, construction, day }}
          scope={site}
          view={kind}
          mode="health"
          ghosts={[]}
          shells="solid"
          description={t('buildOut.description', { name: nameOf(thing), day: dayText(day), dates: name })}
        />
      </div>
    </>
  )
}

/** Sites at which something is built, that with the most packages first. */
function sitesOf({ packages }: BuildOutView): readonly string[] {
  const counts = new Map<string, number>()
  for (const of of packages) {
    const [site] = placesOf(of)[0]?.split('/') ?? []
    if (site !== undefined) counts.set(site, (counts.get(site) ?? 0) + 1)
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([site]) => site)
}
