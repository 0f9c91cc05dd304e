/** The tools beside the three-dimensional picture. */
export const sceneSr = {
  'scene.tools': 'Поглед',
  'scene.preset.overview': 'Преглед',
  'scene.preset.plan': 'Основа',
  'scene.preset.front': 'Спреда',
  'scene.preset.rear': 'Отпозади',
  'scene.preset.aisle': 'Низ пролаз',
  'scene.turnLeft': 'Окрени улево',
  'scene.turnRight': 'Окрени удесно',
  'scene.nearer': 'Приближи',
  'scene.farther': 'Удаљи',
  'scene.north': 'Север',
  'scene.scale': 'Размера: {length}',
  'scene.late': '+{days} д',
} as const
