import type uPlot from 'uplot'

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

/** Keeps a chart as wide as its frame. @returns what ends it, and the chart */
export function followWidth(chart: uPlot, element: Element, height: number): () => void {
  const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }))
  observer.observe(element)
  return () => {
    observer.disconnect()
    chart.destroy()
  }
}
