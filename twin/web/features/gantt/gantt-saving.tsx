import type { RefObject } from 'react'
import { measureIn } from '../../export/canvas-ink.ts'
import type { Caption } from '../../export/caption.ts'
import { canvasOfFrames, drawingOfFrames } from '../../export/drawn-frames.ts'
import { fileNameOf } from '../../export/file-name.ts'
import { pageColours } from '../../export/page-colours.ts'
import { saveFile } from '../../export/save-file.ts'
import { savePng } from '../../export/save-png.ts'
import { svgSheet } from '../../export/svg-sheet.ts'
import type { Translator } from '../../i18n/translator.ts'
import { CsvButton } from '../../ui/csv-button.tsx'
import { SaveButton } from '../../ui/save-button.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { isoDay } from './day-number.ts'
import { AXIS_HEIGHT } from './gantt-axis.ts'
import { ganttCsv } from './gantt-columns.ts'
import { ganttFrames } from './gantt-frames.ts'
import type { PictureScene } from './gantt-picture.ts'
import { ROW_HEIGHT } from './row-shapes.ts'
import type { RowWindow } from './row-window.ts'
import { SIGN_NAMES, SIGN_WIDTH, signInk } from './sign-shapes.ts'
import { useAxis } from './use-picture-scene.ts'

const NAME = 'build-out-gantt'
/** More pixels than a page shows, so that letters are sharp on paper. */
const LEAST_DENSITY = 2
const WIDEST = 16_000

interface GanttSavingProps {
  readonly scroller: RefObject<HTMLElement | null>
  readonly scene: PictureScene
  /** Id of the baseline that is compared with. */
  readonly baseline: string | undefined
  /** Of the part in which time is drawn, in pixels. */
  readonly timeWidth: number
}

/** Saves the table, all rows as a drawing of lines, and what is in sight as an image. */
export function GanttSaving({ baseline, scene, scroller, timeWidth }: GanttSavingProps) {
  const translator = useTranslator()
  const { t } = translator
  const axisAt = useAxis(scene)
  const count = scene.rows.length
  const inSight = () => ({ left: scroller.current?.scrollLeft ?? 0, width: timeWidth })
  const framesOf = (rows: RowWindow, time: { readonly left: number; readonly width: number }) =>
    ganttFrames({ scene, axisAt, rows, ...time })
  const captionOf = (rows: RowWindow) => captionFor(scene, baseline, rows, translator)
  const saveSvg = () => {
    const all = { first: 0, last: count }
    // All of time too, as long as that is a drawing that programs open.
    const { width } = scene.scale
    const { frames, size } = framesOf(all, width <= WIDEST ? { left: 0, width } : inSight())
    const colours = pageColours()
    const text = svgSheet([drawingOfFrames(frames, size)], captionOf(all), colours, measureIn(colours.font))
    saveFile(new Blob([text], { type: 'image/svg+xml' }), fileNameOf(NAME, 'svg'))
  }
  const savePicture = () => {
    const { clientHeight = 0, scrollTop = 0 } = scroller.current ?? {}
    const first = Math.min(count, Math.round(scrollTop / ROW_HEIGHT))
    const rows = { first, last: Math.min(count, first + Math.ceil((clientHeight - AXIS_HEIGHT) / ROW_HEIGHT)) }
    const { frames, size } = framesOf(rows, inSight())
    const { font, surface } = scene.colours
    const density = Math.max(LEAST_DENSITY, devicePixelRatio)
    const picture = canvasOfFrames(frames, size, { density, font, ground: surface })
    return savePng({ picture, size, caption: captionOf(rows), name: NAME })
  }
  return (
    <span className="gantt-toggles">
      <CsvButton label={t('gantt.csvLabel')} fileName={NAME} rows={() => ganttCsv(scene.rows)} />
      <SaveButton kind={t('picture.svg')} label={t('gantt.svgLabel')} onSave={saveSvg} />
      <SaveButton kind={t('picture.png')} label={t('gantt.pngLabel')} onSave={savePicture} />
    </span>
  )
}

/** Of which day it is, against which baseline, which rows, and what the signs mean. */
function captionFor(
  { colours, day, model, rows }: PictureScene,
  baseline: string | undefined,
  { first, last }: RowWindow,
  { day: shown, nameOf, t }: Translator,
): Caption {
  const { baselines, dataDate } = model.view
  const against = baselines.find(({ id }) => id === baseline)
  const name = against ? nameOf(against) : t('gantt.noBaseline')
  return {
    title: t('gantt.pictureTitle'),
    notes: [
      t('gantt.pictureNote', { dataDate: shown(dataDate), baseline: name, day: shown(isoDay(day)) }),
      t('gantt.pictureRows', { from: first + 1, until: last, count: rows.length }),
    ],
    items: SIGN_NAMES.map((sign) => ({
      ...{ sign: signInk(sign, colours), width: SIGN_WIDTH, text: t(`gantt.sign.${sign}`) },
    })),
  }
}
