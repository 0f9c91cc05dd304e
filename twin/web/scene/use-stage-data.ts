import { useEffect, useRef } from 'react'
import type { SceneProps } from '../scene-props.ts'
import type { BoxKind } from './box-layout.ts'
import type { Stage } from './stage.ts'

const EQUIPMENT: ReadonlySet<BoxKind> = new Set(['rack', 'crah', 'chiller'])
const OUTDOORS: ReadonlySet<BoxKind> = new Set(['chiller'])
const EQUIPMENT_AND_PROBES: ReadonlySet<BoxKind> = new Set([...EQUIPMENT, 'probe'])

/** Hands columns, selection, filter and mode to the stage: live values go by subscription, past React. */
export function useStageData(stage: Stage | undefined, props: SceneProps): void {
  const { columns, metric, mode, domain, ramp, theme, selected, dimmed, stale, ghosts } = props
  const { construction, sunAt, shells = 'clear' } = props
  const latest = useRef(props)
  latest.current = props

  useEffect(() => stage?.setRamp(ramp, theme), [stage, ramp, theme])
  useEffect(() => stage?.setGhosts(ghosts), [stage, ghosts])
  useEffect(() => {
    // Behind walls nothing of a hall is seen.
    const kinds = shells === 'solid' ? OUTDOORS : mode === 'temperature' ? EQUIPMENT_AND_PROBES : EQUIPMENT
    stage?.show(kinds)
    stage?.setShells(shells)
  }, [stage, mode, shells])
  const { t } = props.translator
  useEffect(() => {
    stage?.setConstruction(construction, (days) => t('scene.late', { days }))
  }, [stage, construction, t])
  const { day, minute } = sunAt ?? {}
  useEffect(() => {
    stage?.setSun(day === undefined || minute === undefined ? undefined : { day, minute })
  }, [stage, day, minute])

  useEffect(() => {
    if (!stage) return
    let drawn = { metric: -1, health: -1 }
    const draw = () => {
      const revision = { metric: columns.revisionOf(metric), health: columns.revisionOf('health') }
      if (revision.metric !== drawn.metric) stage.setValues(valuesFor(latest.current), domain)
      if (revision.health !== drawn.health) stage.setMarks({ ...marksFrom(latest.current), hovered: undefined })
      drawn = revision
    }
    draw()
    return columns.subscribe(draw)
  }, [stage, columns, metric, domain])

  useEffect(() => {
    if (stage) stage.setMarks({ ...marksFrom(latest.current), selected, dimmed, stale, hovered: undefined })
  }, [stage, selected, dimmed, stale])
}

/** Health has no ramp: what is known is plain, what is unknown (code 1) is drawn as no data. */
function valuesFor({ columns, metric }: SceneProps): Float32Array {
  const values = columns.valuesOf(metric)
  return metric === 'health' ? values.map((state) => (state === 1 ? Number.NaN : state)) : values
}

function marksFrom({ columns, selected, dimmed, stale }: SceneProps) {
  return { selected, dimmed, stale, health: columns.valuesOf('health') }
}
