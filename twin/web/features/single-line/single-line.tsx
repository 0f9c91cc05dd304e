import { useEffect, useMemo, useRef, useState } from 'react'
import type { DrawnSymbol } from '../../../analysis/single-line/drawing.ts'
import { drawing } from '../../../analysis/single-line/drawing.ts'
import { junctions } from '../../../analysis/single-line/junctions.ts'
import { saveSvg } from '../../export/save-svg.ts'
import { useTwin } from '../../twin-context.ts'
import { SaveButton } from '../../ui/save-button.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'
import type { ChainRow } from './chain-rows.ts'
import { isArrow, nextSymbol } from './next-symbol.ts'
import { symbolOf } from './symbols.ts'
import { useRowTexts } from './use-row-texts.ts'

const ZOOMS = [1, 1.25, 1.5, 2] as const
/** Letters are 12 px for names and 11 px for figures; so wide is one at most on average, in the font of the page. */
const LETTER = { name: 7, figures: 6.3 }

interface SingleLineProps {
  readonly site: string
  readonly name: string
  readonly rows: readonly ChainRow[]
  readonly onPress: (row: ChainRow) => void
}

/** The diagram: sources on the left, loads on the right. Never smaller than its letters can be read; it scrolls. */
export function SingleLine({ site, name, rows, onPress }: SingleLineProps) {
  const { live, simulated } = useTwin()
  const { t, dateTime } = useTranslator()
  const svg = useRef<SVGSVGElement>(null)
  const scroll = useRef<HTMLElement>(null)
  useFocusWhenScrolling(scroll)
  const [zoom, setZoom] = useState(0)
  const [current, setCurrent] = useState<string>()
  const { height, lines, symbols, width } = useMemo(() => drawing(rows), [rows])
  const joints = useMemo(() => junctions(lines), [lines])
  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows])
  useEffect(() => {
    const element = svg.current
    if (!element) return
    // The arrow keys walk the symbols from here; the table says the same in words.
    element.tabIndex = 0
    const press = (key: string | undefined) => {
      const row = byKey.get(key ?? '')
      if (row) onPress(row)
    }
    const onClick = (event: MouseEvent) => {
      const pressed = event.target instanceof Element ? event.target.closest<SVGElement>('[data-key]') : null
      setCurrent(pressed?.dataset.key)
      press(pressed?.dataset.key)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (isArrow(event.key)) setCurrent(nextSymbol(symbols, current, event.key))
      else if (event.key === 'Enter' || event.key === ' ') press(current)
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    element.addEventListener('click', onClick)
    element.addEventListener('keydown', onKeyDown)
    return () => {
      element.removeEventListener('click', onClick)
      element.removeEventListener('keydown', onKeyDown)
    }
  }, [byKey, current, onPress, symbols])
  // What fails is seen on a telephone too, where a link opens the diagram at its left.
  const shown = current ?? rows.find(({ fate }) => fate === 'lost')?.key
  useEffect(() => {
    if (shown === undefined) return
    const node = svg.current?.querySelector(`[data-key="${CSS.escape(shown)}"]`)
    node?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [shown])
  const scale = ZOOMS[zoom] ?? 1
  const save = () => {
    if (!svg.current) return
    const saved = t('picture.saved', { time: dateTime(live.serverNow()) })
    const notes = [site, saved, ...(simulated ? [t('simulated.hint')] : [])]
    saveSvg({
      drawings: [{ element: svg.current }],
      caption: { title: t('singleLine.title', { name }), notes, items: [] },
      name: `${site}-power`,
    })
  }
  return (
    <div className="single-line">
      <section ref={scroll} className="single-line-scroll" aria-label={t('singleLine.open')}>
        <svg
          ref={svg}
          width={width * scale}
          height={height * scale}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={t('singleLine.description', { name, count: symbols.length })}
        >
          {lines.map(({ from, points, role, to }) => (
            <polyline
              key={`${from} ${to} ${role}`}
              className={`single-line-link is-${role}${isDark(byKey.get(from)) ? ' is-dark' : ''}`}
              points={points.map((point) => point.join()).join(' ')}
            />
          ))}
          {joints.map(([x, y]) => (
            <circle key={`${x} ${y}`} className="single-line-joint" cx={x} cy={y} r={2.5} />
          ))}
          {symbols.map((symbol) => {
            const row = byKey.get(symbol.key)
            return row && <Node key={symbol.key} row={row} at={symbol} isCurrent={symbol.key === current} />
          })}
        </svg>
      </section>
      <div className="single-line-tools">
        <span className="is-quiet-text">
          {t('singleLine.hint')}
          {rows.some(({ restAlone }) => restAlone > 0) && ` ${t('singleLine.aloneLegend')}`}
        </span>
        <button
          type="button"
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
          aria-label={t('singleLine.zoomOut')}
        >
          −
        </button>
        <button
          type="button"
          disabled={zoom === ZOOMS.length - 1}
          onClick={() => setZoom(zoom + 1)}
          aria-label={t('singleLine.zoomIn')}
        >
          +
        </button>
        <SaveButton kind={t('picture.svg')} label={t('singleLine.svgLabel')} onSave={save} />
      </div>
    </div>
  )
}

interface NodeProps {
  readonly row: ChainRow
  readonly at: DrawnSymbol
  /** The arrow keys stand on it. */
  readonly isCurrent: boolean
}

function Node({ row, at, isCurrent }: NodeProps) {
  const texts = useRowTexts(row)
  const { figures, name, symbol } = at
  return (
    <g data-key={row.key} className={`single-line-node is-${row.fate}${isCurrent ? ' is-current' : ''}`}>
      <title>
        {[texts.fullName, texts.kind, texts.now, texts.after, texts.alone, ...row.paths.slice(0, 4)]
          .filter(Boolean)
          .join('\n')}
      </title>
      <rect x={symbol.x} y={symbol.y} width={symbol.width} height={symbol.height} className="single-line-ground" />
      <path className="single-line-symbol" transform={`translate(${symbol.x} ${symbol.y})`} d={symbolOf(row.kind)} />
      {row.restAlone > 0 && (
        <rect className="single-line-alone" x={symbol.x - 3} y={symbol.y - 3} width={30} height={30} />
      )}
      {row.fate === 'lost' && (
        <path
          className="single-line-strike"
          d={`M${symbol.x - 2} ${symbol.y - 2}l28 28M${symbol.x - 2} ${symbol.y + 26}l28 -28`}
        />
      )}
      <text className="single-line-name" x={name.x} y={name.y + 11}>
        {fitted(texts.name, name.width, LETTER.name)}
      </text>
      <text className="single-line-figures" x={figures.x} y={figures.y + 10}>
        {fitted(texts.now, figures.width, LETTER.figures)}
      </text>
      <text className="single-line-figures is-then" x={figures.x} y={figures.y + 24}>
        {fitted(texts.after, figures.width, LETTER.figures)}
      </text>
    </g>
  )
}

function isDark(row: ChainRow | undefined): boolean {
  return row?.fate === 'lost' || row?.fate === 'down'
}

/** What does not fit ends in an ellipsis; all of it is in the tip and in the table. */
function fitted(text: string, width: number, letter: number): string {
  const most = Math.floor(width / letter)
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}
