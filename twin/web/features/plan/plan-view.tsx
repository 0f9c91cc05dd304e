import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { Crah, Rack, Thing } from '../../../model/things.ts'
import { saveSvg } from '../../export/save-svg.ts'
import type { SceneProps } from '../../scene-props.ts'
import { constructionOf, type Told } from '../../state/told-construction.ts'
import type { WebEstate } from '../../state/web-estate.ts'
import { Notice } from '../../ui/notice.tsx'
import { roundLength } from '../../ui/round-length.ts'
import { SaveButton } from '../../ui/save-button.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import './plan.css'
import { PlanDefinitions } from './plan-definitions.tsx'
import { drawPlan, type PlanDrawing } from './plan-geometry.ts'
import { PlanGhosts } from './plan-ghosts.tsx'
import { PlanGround } from './plan-ground.tsx'
import { labelOutlines, rowText } from './plan-labels.ts'
import { planPainter } from './plan-paint.ts'
import { usePixelsPerMetre } from './use-pixels-per-metre.ts'

interface PlanViewProps extends SceneProps {
  readonly estate: WebEstate
}

const ZOOM_STEP = 1.5
const MOST_ZOOM = 12

/** The plan: rooms, rows, racks and coolers to scale, north up. Zoomed it scrolls, so nothing needs to be dragged. */
export function PlanView(props: PlanViewProps) {
  const { estate, scope, mode, caption, onReady } = props
  const { t } = useTranslator()
  const drawing = useMemo(() => drawPlan(estate, scope), [estate, scope])
  const svg = useRef<SVGSVGElement>(null)
  const [zoom, setZoom] = useState(1)
  useEffect(onReady, [onReady])
  if (!drawing) return <Notice>{t('plan.empty')}</Notice>
  const save = () => {
    if (!svg.current) return
    saveSvg({ drawings: [{ element: svg.current }], caption: caption(), name: `${scope}-plan-${mode}` })
  }
  return (
    <div className="plan">
      <div className="plan-scroll">
        <Drawing {...props} svg={svg} drawing={drawing} zoom={zoom} />
      </div>
      <div className="plan-tools">
        <button
          type="button"
          className="is-icon"
          aria-label={t('plan.zoomIn')}
          title={t('plan.zoomIn')}
          onClick={() => setZoom(Math.min(MOST_ZOOM, zoom * ZOOM_STEP))}
        >
          +
        </button>
        <button
          type="button"
          className="is-icon"
          aria-label={t('plan.zoomOut')}
          title={t('plan.zoomOut')}
          onClick={() => setZoom(Math.max(1, zoom / ZOOM_STEP))}
        >
          −
        </button>
        <button type="button" onClick={() => setZoom(1)}>
          {t('plan.fit')}
        </button>
        <SaveButton kind={t('picture.svg')} label={t('plan.svgLabel')} onSave={save} />
      </div>
    </div>
  )
}

interface DrawingProps extends PlanViewProps {
  readonly svg: RefObject<SVGSVGElement | null>
  readonly drawing: PlanDrawing
  readonly zoom: number
}

function Drawing({ svg, drawing, zoom, ...props }: DrawingProps) {
  const { scope, columns, metric, domain, mode, theme, selected, dimmed, nameOf, description, onSelect, onEnter } =
    props
  const { estate, ghosts, construction } = props
  const { t, count } = useTranslator()
  const { ground, surfaces, outlines, boxes, probes, rows } = drawing
  const told = useMemo(() => {
    const places = outlines.flatMap(({ thing }) => (thing.kind === 'plot' || thing.kind === 'building' ? [thing] : []))
    return constructionOf(places, construction)
  }, [outlines, construction])

  useEffect(() => {
    const elementsOf = (things: readonly { readonly index: number }[]) => {
      const elements = new Map<number, SVGGElement>()
      for (const { index } of things) {
        const element = svg.current?.querySelector<SVGGElement>(`[data-thing="${index}"]`)
        if (element) elements.set(index, element)
      }
      return elements
    }
    const paintBoxes = planPainter(elementsOf(boxes), { columns, metric, domain, mode, theme })
    // A probe is too small for a colour: it carries the mark of its health alone.
    const paintProbes = planPainter(elementsOf(probes), { columns, metric: 'health', domain, mode: 'health', theme })
    const paint = () => {
      paintBoxes()
      paintProbes()
    }
    paint()
    return columns.subscribe(paint)
  }, [svg, columns, metric, domain, mode, theme, boxes, probes])

  useEffect(() => {
    if (selected === undefined || zoom === 1) return
    svg.current?.querySelector(`[data-thing="${selected}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [svg, selected, zoom])

  useEffect(() => {
    const element = svg.current
    if (!element) return
    // The arrow keys walk the racks from here; the table says the same in words.
    element.tabIndex = 0
    const onClick = (event: MouseEvent) => onSelect(thingAt(event))
    const onDoubleClick = (event: MouseEvent) => {
      const index = thingAt(event)
      if (index !== undefined) onEnter(index)
    }
    element.addEventListener('click', onClick)
    element.addEventListener('dblclick', onDoubleClick)
    return () => {
      element.removeEventListener('click', onClick)
      element.removeEventListener('dblclick', onDoubleClick)
    }
  }, [svg, onSelect, onEnter])

  const size = { inlineSize: `${zoom * 100}%`, blockSize: `${zoom * 100}%` }
  const scale = roundLength(ground.width / 5)
  // Lines keep their width in pixels whatever the scale; letters are as tall as eleven pixels are in metres.
  const letters = 11 / usePixelsPerMetre(svg, ground.width, ground.height)
  const labels = useMemo(
    () =>
      labelOutlines(
        outlines.filter(({ thing }) => thing.path !== scope),
        letters,
        (thing) => {
          const late = told.get(thing.index)?.late ?? 0
          return late > 0 ? `${nameOf(thing)} ▲ ${t('scene.late', { days: late })}` : nameOf(thing)
        },
      ),
    [outlines, letters, nameOf, scope, told, t],
  )
  return (
    <svg
      ref={svg}
      className={`plan-drawing is-mode-${mode}`}
      style={size}
      viewBox={`${ground.x} ${ground.y} ${ground.width} ${ground.height}`}
      role="img"
      aria-label={description}
    >
      <PlanDefinitions />
      <PlanGround surfaces={surfaces} told={told} />
      {outlines.map(({ thing, points }) => (
        <g
          key={thing.path}
          data-outline={thing.kind}
          data-thing={thing.kind === 'plot' || thing.kind === 'building' ? thing.index : undefined}
          className={classesOf(thing, told.get(thing.index)?.state)}
        >
          <polygon points={points} />
          <title>{nameOf(thing)}</title>
        </g>
      ))}
      {rows.map(({ thing, x, y, side, room }) => (
        <text key={thing.path} className={`plan-row-label is-${side}`} x={x} y={y} fontSize={letters * 0.9}>
          {rowText(nameOf(thing), room, letters * 0.9)}
        </text>
      ))}
      {boxes.map((thing) => (
        <Box
          key={thing.index}
          thing={thing}
          isSelected={thing.index === selected}
          isDimmed={dimmed?.(thing.index) ?? false}
          title={`${nameOf(thing)}`}
        />
      ))}
      {probes.map((probe) => (
        <g
          key={probe.index}
          data-thing={probe.index}
          className={probe.index === selected ? 'plan-probe is-selected' : 'plan-probe'}
        >
          <rect className="plan-probe-body" x={probe.at.x - 0.15} y={-probe.at.y - 0.15} width={0.3} height={0.3} />
          <use x={probe.at.x - 0.35} y={-probe.at.y - 0.35} width={0.7} height={0.7} />
          <title>{`${nameOf(probe)}, ${t(`role.${probe.role}`)}`}</title>
        </g>
      ))}
      <PlanGhosts estate={estate} ghosts={ghosts} scope={scope} letters={letters} />
      {labels.map(({ thing, text, x, y }) => (
        <text key={thing.path} className="plan-label" x={x} y={y} fontSize={letters}>
          {text}
        </text>
      ))}
      <g className="plan-scale" transform={`translate(${ground.x + 0.4} ${ground.y + ground.height - 0.4})`}>
        <path className="plan-scale-bar" d={`M0 -0.3V0H${scale}V-0.3`} />
        <text x={scale + 0.3} y={0} fontSize={letters * 0.9}>
          {t('plan.scale', { metres: count(scale) })}
        </text>
      </g>
    </svg>
  )
}

function classesOf({ kind }: Thing, state: Told['state'] | undefined): string {
  return `plan-outline is-${kind}${state === undefined ? '' : ` is-${state}`}`
}

function thingAt(event: MouseEvent): number | undefined {
  const element = event.target instanceof Element ? event.target.closest<SVGElement>('[data-thing]') : null
  return element ? Number(element.dataset.thing) : undefined
}

interface BoxProps {
  readonly thing: Rack | Crah
  readonly isSelected: boolean
  readonly isDimmed: boolean
  readonly title: string
}

/** A rack or cooler seen from above; the line is its front. Colour and mark are set by the painter. */
function Box({ thing, isSelected, isDimmed, title }: BoxProps) {
  const { at, size, faces } = thing.placement
  const [halfWidth, halfDepth] = [size.width / 2, size.depth / 2]
  const classes = ['plan-box', `is-${thing.kind}`, isSelected && 'is-selected', isDimmed && 'is-dimmed']
    .filter(Boolean)
    .join(' ')
  const mark = Math.min(size.width, size.depth) * 0.7
  return (
    <g data-thing={thing.index} className={classes} transform={`translate(${at.x} ${-at.y})`}>
      <g transform={`rotate(${faces})`}>
        <rect className="plan-body" x={-halfWidth} y={-halfDepth} width={size.width} height={size.depth} />
        <path className="plan-front" d={`M${-halfWidth} ${-halfDepth}H${halfWidth}`} />
        {thing.kind === 'crah' && (
          <path
            className="plan-fan"
            d={`M${-halfWidth} ${-halfDepth}L${halfWidth} ${halfDepth}M${halfWidth} ${-halfDepth}L${-halfWidth} ${halfDepth}`}
          />
        )}
      </g>
      <use x={-mark / 2} y={-mark / 2} width={mark} height={mark} />
      <title>{title}</title>
    </g>
  )
}
