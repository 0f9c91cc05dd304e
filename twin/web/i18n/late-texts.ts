import type { LateKey } from './catalogue.ts'
import { buildOutEn } from './en/build-out.ts'
import { ganttEn } from './en/gantt.ts'
import { progressEn } from './en/progress.ts'
import { inLatin } from './in-latin.ts'
import type { Language } from './language.ts'
import type { Message } from './message.ts'
import { buildOutSr } from './sr/build-out.ts'
import { ganttSr } from './sr/gantt.ts'
import { progressSr } from './sr/progress.ts'

/** Texts that come with the place that shows them, and are no part of the first load. */
export type LateTexts = Readonly<Record<Language, Readonly<Record<LateKey, Message>>>>

const serbian = { ...buildOutSr, ...ganttSr, ...progressSr }

/** Of the place of the build-out. */
export const BUILD_OUT_TEXTS: LateTexts = {
  'sr-Cyrl': serbian,
  'sr-Latn': inLatin(serbian),
  en: { ...buildOutEn, ...ganttEn, ...progressEn },
}
