import type { Message } from '../message.ts'
import type { placementSr } from '../sr/placement.ts'

/** Where devices fit, in English. */
export const placementEn: Record<keyof typeof placementSr, Message> = {
  'placement.title': 'Where does it fit?',
  'placement.hint': 'devices placed so that no single loss overloads anything',
  'placement.count': 'Devices',
  'placement.units': 'Rack units each',
  'placement.watts': 'Watts each',
  'placement.feeds': 'Feeds each',
  'placement.phase': 'Phases of a cord',
  'placement.spread': 'Spread over',
  'placement.spread.none': 'not asked',
  'placement.spread.rack': 'racks',
  'placement.spread.row': 'rows',
  'placement.spread.feed': 'feeds',
  'placement.ask': 'Ask',
  'placement.clear': 'Clear',
  'placement.asking': 'Searching…',
  'placement.failed': 'No answer: {reason}',
  'placement.fits': 'All {asked} fit; {racks} racks looked at.',
  'placement.fitsNot': 'Only {placed} of {asked} fit; {racks} racks looked at.',
  'placement.notLooked': 'Weight and ports are not looked at.',
  'placement.rack': 'Rack',
  'placement.position': 'From unit',
  'placement.on': 'Rack PDUs',
  'placement.fullest': 'Fullest after any single loss',
  'placement.left': 'Free run left',
  'placement.cooling': 'Cooling left',
  'placement.refused': { one: '{count} rack', other: '{count} racks' },
  'placement.csvLabel': 'Save the places as CSV',
}
