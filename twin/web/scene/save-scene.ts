import { measureIn } from '../export/canvas-ink.ts'
import { pageColours } from '../export/page-colours.ts'
import { savePng } from '../export/save-png.ts'
import type { SceneProps } from '../scene-props.ts'
import { compassInk, overlayInk } from './overlay-ink.ts'
import type { Stage } from './stage.ts'

/** Saves what is seen as PNG: the drawing, the names and the scale over it, north, and the legend below. */
export function saveScene(
  stage: Stage,
  canvas: HTMLCanvasElement,
  { scope, mode, caption }: Pick<SceneProps, 'scope' | 'mode' | 'caption'>,
): Promise<void> {
  const { font, text } = pageColours()
  const frame = canvas.parentElement ?? canvas
  const over = [...overlayInk(frame, measureIn(font)), ...compassInk(stage.rig.north(), canvas.clientWidth, text)]
  // Last before the canvas is read: the browser clears it when this task ends.
  stage.redraw()
  return savePng({ picture: canvas, over, caption: caption(), name: `${scope}-3d-${mode}` })
}
