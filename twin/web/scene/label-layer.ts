import { type Camera, PerspectiveCamera, Vector3 } from 'three'
import { declutter, isTurnedTo, keepInside, type Label, type LabelBox } from './label-layout.ts'

const _point = new Vector3()
const _sight = new Vector3()
/** Height of the row of tools over the lower edge, with its margin. */
const TOOLS = 40

/**
 * Labels as DOM elements over the canvas, moved by transforms when a frame is drawn. Text is measured once; what would
 * overlap is left out. Hidden from assistive technology: the table twin says the same in words.
 */
export class LabelLayer {
  readonly #element: HTMLElement
  #labels: readonly Label[] = []
  #nodes: { node: HTMLElement; width: number; height: number }[] = []

  constructor(element: HTMLElement) {
    this.#element = element
    element.setAttribute('aria-hidden', 'true')
  }

  set(labels: readonly Label[]): void {
    this.#labels = labels
    this.#nodes = labels.map(({ text, isSmall, isLate, ghost }) => {
      const node = document.createElement('span')
      node.className =
        `scene-label ${isSmall ? 'is-small' : ''} ${isLate ? 'is-late' : ''} ${ghost ? `is-ghost is-${ghost}` : ''}`.trim()
      node.textContent = text
      return { node, width: 0, height: 0 }
    })
    this.#element.replaceChildren(...this.#nodes.map(({ node }) => node))
    for (const entry of this.#nodes) {
      entry.width = entry.node.offsetWidth
      entry.height = entry.node.offsetHeight
    }
  }

  draw(camera: Camera, width: number, height: number): void {
    const boxes = this.#labels.map((label, number): LabelBox => {
      _point.set(...label.at).project(camera)
      const size = this.#nodes[number]
      const x = ((_point.x + 1) / 2) * width
      const y = ((1 - _point.y) / 2) * height - (label.lift ?? 0)
      const inFrame = _point.z > -1 && _point.z < 1 && x > 0 && x < width && y > 0 && y < height
      const shown = inFrame && isTurnedTo(label.facing, sight(camera, label.at))
      const box = {
        x,
        y,
        width: size?.width ?? 0,
        height: size?.height ?? 0,
        importance: label.importance,
        shown,
        inRun: label.inRun ?? false,
      }
      const inside = keepInside(box, { width, height, below: TOOLS })
      // A tile's name that is moved would stand before another tile.
      return label.facing && (inside.x !== x || inside.y !== y) ? { ...inside, shown: false } : inside
    })
    const kept = declutter(boxes)
    this.#nodes.forEach(({ node }, number) => {
      const box = boxes[number]
      const visible = kept.has(number) && box !== undefined
      node.hidden = !visible
      if (visible)
        node.style.transform = `translate(${box.x.toFixed(1)}px, ${box.y.toFixed(1)}px) translate(-50%, -50%)`
    })
  }

  dispose(): void {
    this.#element.replaceChildren()
  }
}

/** The direction in which the camera sees what is there. */
function sight(camera: Camera, at: Label['at']): Vector3 {
  if (!(camera instanceof PerspectiveCamera)) return camera.getWorldDirection(_sight)
  return _sight
    .set(...at)
    .sub(camera.position)
    .normalize()
}
