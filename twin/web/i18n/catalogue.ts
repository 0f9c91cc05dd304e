import { alarmsEn } from './en/alarms.ts'
import { clockEn } from './en/clock.ts'
import { coolingEn } from './en/cooling.ts'
import { energyEn } from './en/energy.ts'
import { forecastEn } from './en/forecast.ts'
import { pastEn } from './en/past.ts'
import { placementEn } from './en/placement.ts'
import { placesEn } from './en/places.ts'
import { sceneEn } from './en/scene.ts'
import { securityEn } from './en/security.ts'
import { servicesEn } from './en/services.ts'
import { shellEn } from './en/shell.ts'
import { singleLineEn } from './en/single-line.ts'
import { stepsEn } from './en/steps.ts'
import { strandedEn } from './en/stranded.ts'
import { thingsEn } from './en/things.ts'
import { timeEn } from './en/time.ts'
import { whatIfEn } from './en/what-if.ts'
import { inLatin } from './in-latin.ts'
import type { Language } from './language.ts'
import type { Message } from './message.ts'
import { alarmsSr } from './sr/alarms.ts'
import type { buildOutSr } from './sr/build-out.ts'
import { clockSr } from './sr/clock.ts'
import { coolingSr } from './sr/cooling.ts'
import { energySr } from './sr/energy.ts'
import { forecastSr } from './sr/forecast.ts'
import type { ganttSr } from './sr/gantt.ts'
import { pastSr } from './sr/past.ts'
import { placementSr } from './sr/placement.ts'
import { placesSr } from './sr/places.ts'
import type { progressSr } from './sr/progress.ts'
import { sceneSr } from './sr/scene.ts'
import { securitySr } from './sr/security.ts'
import { servicesSr } from './sr/services.ts'
import { shellSr } from './sr/shell.ts'
import { singleLineSr } from './sr/single-line.ts'
import { stepsSr } from './sr/steps.ts'
import { strandedSr } from './sr/stranded.ts'
import { thingsSr } from './sr/things.ts'
import { timeSr } from './sr/time.ts'
import { whatIfSr } from './sr/what-if.ts'

const serbian = {
  ...shellSr,
  ...placesSr,
  ...thingsSr,
  ...timeSr,
  ...alarmsSr,
  ...stepsSr,
  ...sceneSr,
  ...clockSr,
  ...pastSr,
  ...coolingSr,
  ...energySr,
  ...forecastSr,
  ...whatIfSr,
  ...singleLineSr,
  ...placementSr,
  ...strandedSr,
  ...securitySr,
  ...servicesSr,
}

/** Keys of texts that come with a place of their own (late-texts.ts). */
export type LateKey = keyof typeof buildOutSr | keyof typeof ganttSr | keyof typeof progressSr
export type MessageKey = keyof typeof serbian | LateKey
type Catalogue = Readonly<Record<keyof typeof serbian, Message>>

/** Texts of the first load. Serbian is written in Cyrillic by hand and in Latin by transliteration, English by hand. */
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  'sr-Cyrl': serbian,
  'sr-Latn': inLatin(serbian),
  en: {
    ...shellEn,
    ...placesEn,
    ...thingsEn,
    ...timeEn,
    ...alarmsEn,
    ...stepsEn,
    ...sceneEn,
    ...clockEn,
    ...pastEn,
    ...coolingEn,
    ...energyEn,
    ...forecastEn,
    ...whatIfEn,
    ...singleLineEn,
    ...placementEn,
    ...strandedEn,
    ...securityEn,
    ...servicesEn,
  },
}
