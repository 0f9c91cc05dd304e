import { useCallback, useEffect, useMemo, useState } from 'react'
import { measureIn } from '../../export/canvas-ink.ts'
import type { Ink } from '../../export/ink.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useToday } from '../../ui/use-today.ts'
import { axisLabels } from './axis-labels.ts'
import { dayNumber } from './day-number.ts'
import { freeDays } from './free-days.ts'
import { ganttAxis } from './gantt-axis.ts'
import { ganttColours } from './gantt-colours.ts'
import type { PictureScene } from './gantt-picture.ts'

interface SceneAsked extends Pick<PictureScene, 'model' | 'rows' | 'scale' | 'words' | 'selected' | 'criticalLinks'> {
  /** The day that the slider stands at, ISO. */
  readonly day: string
}

/** All that the picture is drawn from; another one only when something of it changes. */
export function usePictureScene(asked: SceneAsked): PictureScene {
  const { criticalLinks, day, model, rows, scale, selected, words } = asked
  const today = useToday()
  const look = useLook()
  const free = useMemo(() => freeDays(model.view.calendars), [model])
  const rowOf = useMemo(
    () => new Map(rows.flatMap((row, at) => (row.kind === 'activity' ? [[row.at, at] as const] : []))),
    [rows],
  )
  return useMemo(
    () => ({
      ...{ model, rows, scale, words, selected, criticalLinks, free, rowOf, ...look },
      ...{ day: dayNumber(day), today: dayNumber(today), dataDate: dayNumber(model.view.dataDate) },
    }),
    [model, rows, scale, words, selected, criticalLinks, free, rowOf, look, day, today],
  )
}

/** What the axis of a scene shows at a place of the line of time. */
export function useAxisInk(scene: PictureScene, width: number): (left: number) => readonly Ink[] {
  const translator = useTranslator()
  const labels = useMemo(() => axisLabels(translator), [translator])
  return useCallback(
    (left: number) => {
      const { words } = scene
      const { t } = translator
      const texts = {
        dataDateText: t('gantt.dataDate', { day: words.firstDay(scene.dataDate) }),
        todayText: t('gantt.today'),
        dayText: words.firstDay(scene.day),
      }
      return ganttAxis({ ...scene, labels, ...texts }, left, width)
    },
    [scene, translator, labels, width],
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
  return { colours, measure: measureIn(colours.font) }
}
