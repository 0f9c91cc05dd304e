import type { Kind, Thing } from '../../model/things.ts'

type Called = Kind | 'data-hall'

/**
 * What people call things of a kind, in English and in Serbian as `foldText` writes it: `rek 07` finds a rack that has no name of its own.
 */
const KIND_WORDS: Readonly<Record<Called, readonly string[]>> = {
  site: ['site', 'lokacija'],
  building: ['building', 'zgrada'],
  plot: ['plot', 'parcela'],
  room: ['room', 'prostorija', 'soba'],
  'data-hall': ['hall', 'sala', 'room', 'prostorija'],
  row: ['row', 'red'],
  rack: ['rack', 'rek'],
  device: ['device', 'uredjaj'],
  utility: ['utility', 'grid', 'mreza'],
  generator: ['generator', 'agregat'],
  transformer: ['transformer', 'transformator'],
  ups: ['ups'],
  'power-panel': ['panel', 'orman'],
  'power-feed': ['feed', 'grana'],
  'rack-pdu': ['pdu'],
  crah: ['crah', 'cooler', 'klima', 'hladnjak'],
  chiller: ['chiller', 'ciler'],
  probe: ['probe', 'sensor', 'sonda', 'senzor'],
  solar: ['solar', 'solarni'],
  meter: ['meter', 'merilo', 'brojilo'],
  monitor: ['monitor'],
}

/** Shorter beginnings say too little. */
const LEAST_LETTERS = 3

/** What a folded word of a question may mean, half typed already: nothing for most words. */
export function meantBy(word: string): ReadonlySet<Called> {
  if (word.length < LEAST_LETTERS) return new Set()
  const called = Object.keys(KIND_WORDS) as Called[]
  return new Set(called.filter((one) => KIND_WORDS[one].some((known) => known.startsWith(word))))
}

/** Which words a thing goes by: a data hall is not called as other rooms are. */
export function calledAs(thing: Thing): Called {
  return thing.kind === 'room' && thing.use === 'data-hall' ? 'data-hall' : thing.kind
}

export function wordsFor(called: Called): readonly string[] {
  return KIND_WORDS[called]
}
