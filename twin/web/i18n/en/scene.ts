import type { Message } from '../message.ts'
import type { sceneSr } from '../sr/scene.ts'

export const sceneEn: Readonly<Record<keyof typeof sceneSr, Message>> = {
  'scene.tools': 'View',
  'scene.preset.overview': 'Overview',
  'scene.preset.plan': 'Plan',
  'scene.preset.front': 'Fronts',
  'scene.preset.rear': 'Rears',
  'scene.preset.aisle': 'Along the aisle',
  'scene.turnLeft': 'Turn left',
  'scene.turnRight': 'Turn right',
  'scene.nearer': 'Nearer',
  'scene.farther': 'Farther',
  'scene.north': 'North',
  'scene.scale': 'Scale: {length}',
  'scene.late': '+{days} d',
  'scene.sun': 'Sun',
  'scene.sunHour': 'Hour of the sun',
  'scene.sunEarlier': 'An hour earlier',
  'scene.sunLater': 'An hour later',
  'picture.sun': 'sun of {day}, {time}',
  'picture.late': 'late, in days',
}
