import { alarmsEn } from './en/alarms.ts'
import { buildOutEn } from './en/build-out.ts'
import { clockEn } from './en/clock.ts'
import { coolingEn } from './en/cooling.ts'
import { energyEn } from './en/energy.ts'
import { forecastEn } from './en/forecast.ts'
import { ganttEn } from './en/gantt.ts'
import { placementEn } from './en/placement.ts'
import { placesEn } from './en/places.ts'
import { progressEn } from './en/progress.ts'
import { sceneEn } from './en/scene.ts'
import { securityEn } from './en/security.ts'
import { servicesEn } from './en/services.ts'
import { shellEn } from './en/shell.ts'
import { singleLineEn } from './en/single-line.ts'
import { stepsEn } from './en/steps.ts'
import { strandedEn } from './en/stranded.ts'
import { thingsEn } from './en/things.ts'
import { whatIfEn } from './en/what-if.ts'
import type { Language } from './language.ts'
import type { Message } from './message.ts'
import { alarmsSr } from './sr/alarms.ts'
import { buildOutSr } from './sr/build-out.ts'
import { clockSr } from './sr/clock.ts'
import { coolingSr } from './sr/cooling.ts'
import { energySr } from './sr/energy.ts'
import { forecastSr } from './sr/forecast.ts'
import { ganttSr } from './sr/gantt.ts'
import { placementSr } from './sr/placement.ts'
import { placesSr } from './sr/places.ts'
import { progressSr } from './sr/progress.ts'
import { sceneSr } from './sr/scene.ts'
import { securitySr } from './sr/security.ts'
import { servicesSr } from './sr/services.ts'
import { shellSr } from './sr/shell.ts'
import { singleLineSr } from './sr/single-line.ts'
import { stepsSr } from './sr/steps.ts'
import { strandedSr } from './sr/stranded.ts'
import { thingsSr } from './sr/things.ts'
import { whatIfSr } from './sr/what-if.ts'
import { transliterate } from './transliterate.ts'

const serbian = {
  ...shellSr,
  ...placesSr,
  ...progressSr,
  ...thingsSr,
  ...alarmsSr,
  ...stepsSr,
  ...sceneSr,
  ...buildOutSr,
  ...clockSr,
  ...coolingSr,
  ...energySr,
  ...forecastSr,
  ...ganttSr,
  ...whatIfSr,
  ...singleLineSr,
  ...placementSr,
  ...strandedSr,
  ...securitySr,
  ...servicesSr,
}

export type MessageKey = keyof typeof serbian & string
export type Catalogue = Readonly<Record<MessageKey, Message>>

/** Serbian is written in Cyrillic by hand and in Latin by transliteration, English by hand. */
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  'sr-Cyrl': serbian,
  'sr-Latn': inLatin(serbian),
  en: {
    ...shellEn,
    ...placesEn,
    ...progressEn,
    ...thingsEn,
    ...alarmsEn,
    ...stepsEn,
    ...sceneEn,
    ...buildOutEn,
    ...clockEn,
    ...coolingEn,
    ...energyEn,
    ...forecastEn,
    ...ganttEn,
    ...whatIfEn,
    ...singleLineEn,
    ...placementEn,
    ...strandedEn,
    ...securityEn,
    ...servicesEn,
  },
}

function inLatin(catalogue: Catalogue): Catalogue {
  const texts = (message: Message): Message => {
    if (typeof message === 'string') return transliterate(message)
    const { one, few, other } = message
    return {
      one: transliterate(one),
      ...(few !== undefined && { few: transliterate(few) }),
      other: transliterate(other),
    }
  }
  return Object.fromEntries(Object.entries(catalogue).map(([key, message]) => [key, texts(message)])) as Catalogue
}
