import { useMemo } from 'react'
import { hallOf } from '../features/services/halls-of.ts'
import { fullName } from '../features/services/place-name.ts'
import { Legend } from '../features/strip/legend.tsx'
import { ModeBar } from '../features/strip/mode-bar.tsx'
import { ViewBar } from '../features/strip/view-bar.tsx'
import type { RackGhosts } from '../state/rack-ghosts.ts'
import { useTwin } from '../twin-context.ts'
import { Section } from '../ui/section.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { useTranslator } from '../ui/translator-context.ts'
import { usePlace } from '../ui/use-place.ts'
import { Picture } from './picture.tsx'

interface HallPictureProps {
  readonly title: string
  /** Paths of the halls among which one chooses, the first to be shown first. */
  readonly halls: readonly string[]
  /** Indexes of the racks that stand out in a hall; all else is faded. None: nothing is faded. */
  readonly standOut: (hall: string) => ReadonlySet<number>
  readonly ghosts: readonly RackGhosts[]
  readonly description: (hall: string, racks: number) => string
}

/** A hall of those that a service or a plan is about, as a picture; what is selected chooses the hall, so that the address does. */
export function HallPicture({ title, halls, standOut, ghosts, description }: HallPictureProps) {
  const { estate, place } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const mode = usePlace((state) => state.mode)
  const view = usePlace((state) => state.view)
  const selectedPath = usePlace((state) => state.selected)
  const ofSelected = selectedPath === undefined ? undefined : hallOf(estate, selectedPath)
  const hall = ofSelected ?? halls[0]
  const racks = useMemo(() => (hall === undefined ? new Set<number>() : standOut(hall)), [hall, standOut])
  const dimmed = useMemo(() => (racks.size > 0 ? (index: number) => !racks.has(index) : undefined), [racks])
  if (hall === undefined || estate.find(hall) === undefined) return null
  const selected = selectedPath === undefined ? undefined : estate.find(selectedPath)?.index
  const choices = halls.includes(hall) ? halls : [hall, ...halls]
  const reserved = ghosts.some(({ whole }) => whole === 'reserved')
  return (
    <Section title={title} flush tools={<ViewBar />}>
      <div className="service-picture-tools">
        <Segmented
          label={t('services.hall')}
          choices={choices}
          chosen={hall}
          textOf={(path) => fullName(estate, path, translator)}
          onChoose={(path) => place.getState().go({ selected: path })}
        />
        <ModeBar />
      </div>
      <div className="service-picture-tools">
        <Legend mode={mode} selected={selected} />
        <span className="services-legend is-quiet-text">
          {racks.size > 0 && <Key look="out" text={t('services.highlighted', { count: racks.size })} />}
          {racks.size > 0 && <Key look="faded" text={t('services.faded')} />}
          {ghosts.some(({ whole }) => whole === 'candidate') && <Key look="add" text={t('services.mayGet')} />}
          {reserved && <Key look="take" text={t('services.mayLose')} />}
        </span>
      </div>
      {view !== 'table' && (
        <div className="service-picture">
          <Picture
            key={hall}
            {...{ view, mode, selected, dimmed, ghosts }}
            scope={hall}
            description={description(hall, racks.size)}
          />
        </div>
      )}
    </Section>
  )
}

/** A sign of the picture and what it means. */
function Key({ look, text }: { readonly look: 'out' | 'faded' | 'add' | 'take'; readonly text: string }) {
  return (
    <span>
      <span className={`hall-key is-${look}`} aria-hidden="true" /> {text}
    </span>
  )
}
