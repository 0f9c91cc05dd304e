import type uPlot from 'uplot'
import { dashFill, type LineStroke } from './line-strokes.ts'

export const CHART_FONT = '11px "Inter Variable", sans-serif'

/** How the axes of every chart look, in the colours of the page around them. */
export function axisLook(element: Element) {
  const style = getComputedStyle(element)
  const line = style.getPropertyValue('--line').trim()
  return {
    stroke: style.getPropertyValue('--text-quiet').trim(),
    font: CHART_FONT,
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1 },
  }
}

/**
 * The legend of a chart whose lines are told apart by dash as well: its signs are pieces of those lines.
 *
 * @param strokeAt of the line at a place, the first at 0
 */
export function lineLegend(strokeAt: (line: number) => LineStroke): uPlot.Legend {
  return { live: true, markers: { width: 0, fill: (_, series) => dashFill(strokeAt(series - 1)) } }
}

/** Keeps a chart as wide as its frame. @returns what ends it, and the chart */
export function followWidth(chart: uPlot, element: Element, height: number): () => void {
  const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }))
  observer.observe(element)
  return () => {
    observer.disconnect()
    chart.destroy()
  }
}
