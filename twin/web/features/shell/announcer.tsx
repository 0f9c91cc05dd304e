import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { METRIC_OF_MODE } from '../../state/mode.ts'
import { useTwin } from '../../twin-context.ts'
import { healthOf } from '../../ui/health-mark.tsx'
import { FIGURE_UNITS, type FigureMetric } from '../../ui/live-figures.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'

/** Arrow keys may be held down: only where they come to rest is said. */
const REST_MS = 400

/** The page's one polite live region (WCAG 4.1.3): what was selected, with its value, and that the connection is back. */
export function Announcer() {
  const { estate, live } = useTwin()
  const { t, nameOf, measured } = useTranslator()
  const selected = usePlace((state) => state.selected)
  const mode = usePlace((state) => state.mode)
  const link = useStore(live.link, ({ state }) => state)
  const [text, setText] = useState('')
  const [wasLost, setWasLost] = useState(false)

  useEffect(() => {
    if (link === 'lost') setWasLost(true)
    if (link !== 'live' || !wasLost) return
    setWasLost(false)
    setText(t('link.back'))
  }, [link, wasLost, t])

  useEffect(() => {
    const thing = selected === undefined ? undefined : estate.find(selected)
    if (!thing) return
    const timer = setTimeout(() => {
      const health = healthOf(live.columns.valueOf('health', thing.index))
      const parts = [nameOf(thing), t(`kind.${thing.kind}`), health === undefined ? '' : t(`health.${health}`)]
      if (mode !== 'health') {
        const metric = METRIC_OF_MODE[mode] as FigureMetric
        const value = live.columns.valueOf(metric, thing.index)
        parts.push(Number.isNaN(value) ? t('legend.noData') : measured(value, FIGURE_UNITS[metric]))
      }
      setText(parts.filter((part) => part !== '').join(', '))
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [selected, mode, estate, live, t, nameOf, measured])

  return (
    <p className="visually-hidden" role="status" data-announcer>
      {text}
    </p>
  )
}
