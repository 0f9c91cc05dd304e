import { HEALTH } from '../../../model/health.ts'
import { cssRamp, rampStep } from '../../colour/scale.ts'
import type { SceneProps } from '../../scene-props.ts'
import { rampOfMode } from '../../state/mode.ts'

type Paint = Pick<SceneProps, 'columns' | 'metric' | 'domain' | 'mode' | 'theme'>

/** Fills of what has no colour of its own, defined in the plan's SVG. */
export const NO_DATA_FILL = 'url(#plan-no-data)'
export const NO_MAXIMUM_FILL = '#fff'

/**
 * Keeps the boxes of a plan in the colours of the live columns, past React: only boxes whose value changed are touched.
 * @returns a function that paints, cheap when nothing changed
 */
export function planPainter(
  boxes: ReadonlyMap<number, SVGGElement>,
  { columns, metric, domain, mode, theme }: Paint,
): () => void {
  const colours = cssRamp(rampOfMode(mode, theme) ?? 'cividis')
  const painted = new Map<number, string>()
  const marked = new Map<number, number>()
  let valueRevision = -1
  let healthRevision = -1
  return () => {
    if (columns.revisionOf(metric) !== valueRevision && mode !== 'health') {
      valueRevision = columns.revisionOf(metric)
      const values = columns.valuesOf(metric)
      for (const [index, element] of boxes) {
        const step = rampStep(values[index] ?? Number.NaN, domain)
        const fill =
          typeof step === 'number' ? (colours[step] ?? '') : step === 'no-data' ? NO_DATA_FILL : NO_MAXIMUM_FILL
        if (painted.get(index) === fill) continue
        painted.set(index, fill)
        element.querySelector('rect')?.setAttribute('fill', fill)
      }
    }
    if (columns.revisionOf('health') === healthRevision && healthRevision !== -1) return
    healthRevision = columns.revisionOf('health')
    const health = columns.valuesOf('health')
    for (const [index, element] of boxes) {
      const code = health[index] ?? Number.NaN
      const shown = code >= 0 && code <= 3 ? code : 1
      if (marked.get(index) === shown) continue
      marked.set(index, shown)
      const word = HEALTH[shown] ?? 'unknown'
      element.dataset.health = word
      element.querySelector('use')?.setAttribute('href', `#plan-mark-${word}`)
    }
  }
}
