import type { DeviceType, Thing } from '../../../model/things.ts'
import type { ThingAnswer } from '../../../protocol/rest.ts'
import { useTwin } from '../../twin-context.ts'
import { MiniElevation } from '../../ui/elevation/mini-elevation.tsx'
import { useElevationGhosts } from '../../ui/elevation/use-elevation-ghosts.ts'
import { useTranslator } from '../../ui/translator-context.ts'

interface CandidateElevationProps {
  readonly rack: string
  readonly rank: number
  /** Undefined until it came. */
  readonly answer: ThingAnswer | undefined
}

/** A candidate's rack, small, with all that would stand there and the candidate brought out. */
export function CandidateElevation({ rack, rank, answer }: CandidateElevationProps) {
  const { estate } = useTwin()
  const { t } = useTranslator()
  const ghosts = useElevationGhosts(rack, rank)
  const thing = estate.find(rack)
  if (!answer || thing?.kind !== 'rack') return <span className="is-quiet-text">{t('thing.loading')}</span>
  const own = ghosts.find(({ isStrong }) => isStrong)
  return (
    <MiniElevation
      rack={thing}
      things={answer.children as unknown as readonly Thing[]}
      types={answer.deviceTypes as unknown as Readonly<Record<string, DeviceType>>}
      ghosts={ghosts}
      label={own?.title ?? ''}
    />
  )
}
