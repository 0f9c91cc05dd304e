import { useCallback, useEffect, useMemo, useState } from 'react'
import { measureIn } from '../../export/canvas-ink.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useToday } from '../../ui/use-today.ts'
import { axisLabels } from './axis-labels.ts'
import type { Coats } from './coats.ts'
import { dayNumber } from './day-number.ts'
import { freeDays } from './free-days.ts'
import { ganttAxis } from './gantt-axis.ts'
import { ganttColours } from './gantt-colours.ts'
import type { PictureScene } from './gantt-picture.ts'
import { shownLinks } from './shown-links.ts'

const MOST_WIDTHS = 5_000

interface SceneAsked extends Pick<PictureScene, 'model' | 'rows' | 'scale' | 'words' | 'selected'> {
  /** The day that the slider stands at, ISO. */
  readonly day: string
  /** Are the links of the critical path drawn? */
  readonly criticalLinks: boolean
}

/** All that the picture is drawn from; another one only when something of it changes. */
export function usePictureScene(asked: SceneAsked): PictureScene {
  const { criticalLinks, day, model, rows, scale, selected, words } = asked
  const today = useToday()
  const look = useLook()
  const free = useMemo(() => freeDays(model.view.calendars), [model])
  const links = useMemo(
    () => shownLinks(model, rows, { selected, criticalLinks }),
    [model, rows, selected, criticalLinks],
  )
  return useMemo(
    () => ({
      ...{ model, rows, scale, words, selected, free, links, ...look },
      ...{ day: dayNumber(day), today: dayNumber(today), dataDate: dayNumber(model.view.dataDate) },
    }),
    [model, rows, scale, words, selected, free, links, look, day, today],
  )
}

/** What the axis of a scene shows from a place of the line of time on, over so many pixels. */
export function useAxis(scene: PictureScene): (left: number, width: number) => Coats {
  const translator = useTranslator()
  const labels = useMemo(() => axisLabels(translator), [translator])
  return useCallback(
    (left: number, width: number) => {
      const { words } = scene
      const { t } = translator
      const texts = {
        dataDateText: t('gantt.dataDate', { day: words.firstDay(scene.dataDate) }),
        todayText: t('gantt.today'),
        dayText: words.firstDay(scene.day),
      }
      return ganttAxis({ ...scene, labels, ...texts }, left, width)
    },
    [scene, translator, labels],
  )
}

/** The colours of the page and the widths of letters in its font. The theme is on the document only after it was chosen: so that is watched. */
function useLook(): Pick<PictureScene, 'colours' | 'measure'> {
  const [look, setLook] = useState(readLook)
  useEffect(() => {
    const read = () => setLook(readLook())
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    // Letters are measured again once the font is there.
    void document.fonts.ready.then(read)
    return () => observer.disconnect()
  }, [])
  return look
}

function readLook(): Pick<PictureScene, 'colours' | 'measure'> {
  const colours = ganttColours(document.documentElement)
  return { colours, measure: rememberedWidths(measureIn(colours.font)) }
}

/** The same few texts are measured at every frame of a scroll. */
function rememberedWidths(measure: PictureScene['measure']): PictureScene['measure'] {
  const widths = new Map<string, number>()
  return (text, size, weight) => {
    const key = `${size} ${weight} ${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    const width = measure(text, size, weight)
    if (widths.size >= MOST_WIDTHS) widths.clear()
    widths.set(key, width)
    return width
  }
}
